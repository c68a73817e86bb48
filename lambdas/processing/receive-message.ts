import type { SQSRecord } from 'aws-lambda';
import type { BodyEncoding, EventMessage } from './event-message.ts';

export type ReceivedMessage =
  | { readonly kind: 'event'; readonly message: EventMessage }
  /** Not a message of this inbox, or of another endpoint; `reason` is one sentence. */
  | { readonly kind: 'malformed'; readonly reason: string };

const idPattern = /^[A-Za-z0-9._:@/+=-]{1,256}$/;
const encodings: readonly BodyEncoding[] = ['text', 'base64', 's3'];
const malformed = (reason: string) => ({ kind: 'malformed' as const, reason });

/** The record as the event message that ingest, or the splitting of a batch, put on this endpoint's queue. */
export function receiveMessage(
  record: Pick<SQSRecord, 'body' | 'messageAttributes'>,
  endpoint: string,
): ReceivedMessage {
  const attribute = (name: string) => record.messageAttributes?.[name]?.stringValue ?? null;
  const [from, eventId, receivedAt] = [attribute('endpoint'), attribute('eventId'), attribute('receivedAt')];
  const encoding = encodings.find((name) => name === attribute('encoding'));
  if (from === null || eventId === null || receivedAt === null || !encoding) {
    return malformed('not a message of this inbox: endpoint, eventId, receivedAt or encoding is missing');
  }
  if (from !== endpoint) return malformed(`a message of endpoint "${from}" on the queue of endpoint "${endpoint}"`);
  if (!idPattern.test(eventId)) return malformed('the attribute eventId is not an event id of this inbox');
  const receivedAtMs = Date.parse(receivedAt);
  if (Number.isNaN(receivedAtMs)) return malformed('the attribute receivedAt is not a date');
  const splitFrom = attribute('splitFrom');
  return {
    kind: 'event',
    message: {
      endpoint,
      eventId,
      eventType: attribute('eventType'),
      receivedAtMs,
      contentType: splitFrom ? 'application/json' : attribute('contentType'),
      encoding,
      body: record.body,
      ...(splitFrom ? { splitFrom } : {}),
    },
  };
}

/** 1 on the first receive. */
export function receiveCount(record: SQSRecord): number {
  const count = Number(record.attributes?.ApproximateReceiveCount);
  return Number.isInteger(count) && count > 0 ? count : 1;
}
