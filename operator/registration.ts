import type { InboxEndpoint } from './inbox.ts';
import { processorEvents } from './processor-events.ts';

/** What a person needs to register an endpoint with its provider. */
export interface Registration {
  readonly url: string;
  /** Event types that the processor has entries for; null when its file is not in this checkout. */
  readonly events: readonly string[] | null;
  /** Entries for more than one type (`customer.*`), which no provider takes. */
  readonly manyEvents: readonly string[];
  /** Null where the provider leaves no choice. */
  readonly contentType: string | null;
  readonly documentation: string | null;
  readonly steps: readonly string[];
}

export async function registrationOf({ provider, processor, publicUrl }: InboxEndpoint): Promise<Registration> {
  const routes = await processorEvents(processor);
  const [contentType = null] = provider.registration.flatMap(
    (step) => /content type ((?:application|text)\/[\w.+-]+)/i.exec(step)?.[1] ?? [],
  );
  return {
    url: publicUrl,
    events: routes?.filter((type) => !type.endsWith('*')) ?? null,
    manyEvents: routes?.filter((type) => type.endsWith('*')) ?? [],
    contentType,
    documentation: provider.docs,
    steps: provider.registration,
  };
}

/** What a person pastes, a value each: the URL, event types, the content type. */
export const pasted = ({ url, events, contentType }: Registration): readonly string[] => [
  url,
  ...(events ?? []),
  ...(contentType === null ? [] : [contentType]),
];
