import { hash } from 'node:crypto';
import { eventKey, eventKeyWithBody } from '../idempotency/event-key.ts';
import { type BodyPointer, decodeBody, type EventMessage } from './event-message.ts';
import type { ProcessorSettings } from './processor-ports.ts';

/** The key of the event's record, as ingest wrote it for a delivery. */
export function recordKey(
  { batch, bodyInKey }: Pick<ProcessorSettings, 'batch' | 'bodyInKey'>,
  message: EventMessage,
): string {
  const withBody = message.splitFrom === undefined ? bodyInKey : batch?.bodyInKey;
  return withBody
    ? eventKeyWithBody(message.endpoint, message, bodySha256(message))
    : eventKey(message.endpoint, message.eventId);
}

/** Hexadecimal. A pointer that is damaged has none, and its body is not found later either. */
function bodySha256({ encoding, body }: EventMessage): string {
  if (encoding !== 's3') return hash('sha256', decodeBody(encoding, body), 'hex');
  try {
    return String((JSON.parse(body) as Partial<BodyPointer>).sha256);
  } catch {
    return '';
  }
}
