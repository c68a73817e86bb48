import { eventIdOf } from '../idempotency/event-key.ts';
import { attributeText } from '../processing/event-message.ts';
import type { Part } from '../verification/parts.ts';
import { onlyValue } from '../verification/read-part.ts';
import type { WebhookRequest } from '../verification/webhook-request.ts';
import type { Provider } from './define-provider.ts';

export interface Identity {
  readonly eventId: string;
  readonly eventType: string | null;
}

/** The first source with exactly one value names the event; without one, its bytes do: equal bodies are one event. */
export function identify(provider: Pick<Provider, 'eventId' | 'eventType'>, request: WebhookRequest): Identity {
  const first = (parts: readonly Part[]) => {
    for (const part of parts) {
      const value = onlyValue(part, request);
      if (value !== undefined) return value;
    }
    return null;
  };
  return {
    eventId: eventIdOf(first(provider.eventId) ?? bytesOf(request)),
    eventType: typeOf(first(provider.eventType)),
  };
}

/** A delivery without a body (a GET) carries its event in the query string. */
const bytesOf = ({ rawBody, rawQuery }: WebhookRequest) => (rawBody.length > 0 ? rawBody : Buffer.from(rawQuery));

/** As it travels, so that ingest and processor read the same. */
const typeOf = (type: string | null) => (type === null ? null : attributeText(type));
