import { catalogue } from '../lambdas/providers/catalogue.ts';
import type { Provider } from '../lambdas/providers/define-provider.ts';
import { type Template, TemplateError } from './template.ts';

/** What lib/ wrote into the template about one endpoint; ids are logical. */
export interface EndpointMetadata {
  readonly name: string;
  readonly provider: Provider;
  readonly path: string;
  readonly secret: string;
  readonly publicUrl?: string;
}

interface Written {
  readonly ingestFunction: string;
  readonly endpoints: Readonly<
    Record<string, { provider: string; definition?: Provider; path: string; secret: string; publicUrl?: string }>
  >;
}

/** Throws TemplateError when the template names a provider that this version does not know. */
export function readInboxMetadata({ Metadata }: Template): {
  readonly ingestFunction: string;
  readonly endpoints: readonly EndpointMetadata[];
} {
  // readAssembly has looked for it.
  const { ingestFunction, endpoints } = (Metadata as { readonly WebhookInbox: Written }).WebhookInbox;
  return {
    ingestFunction,
    endpoints: Object.entries(endpoints).map(([name, { provider, definition, path, secret, publicUrl }]) => {
      const known = definition ?? catalogue.get(provider);
      if (!known)
        throw new TemplateError(`endpoint ${name} has the provider ${provider}, which is not in the catalogue.`);
      return { name, provider: known, path, secret, ...(publicUrl ? { publicUrl } : {}) };
    }),
  };
}
