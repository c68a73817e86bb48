import type { DeadLetterMessage } from './ports.ts';

/** A dead letter as an operator sees it: where it comes from and why it died, without its payload. */
export interface DeadLetter {
  readonly endpoint: string;
  readonly eventId: string | null;
  readonly eventType: string | null;
  /** Null when SQS itself moved the message: the processor did not live to say why. */
  readonly errorName: string | null;
  readonly errorMessage: string | null;
  readonly attempts: number | null;
  /** ISO 8601. */
  readonly receivedAt: string | null;
  readonly failedAt: string | null;
  /** When it came to the queue, from which on SQS counts its retention. */
  readonly sentAt: string;
  /** Bytes of the message's body: of the payload itself, unless `encoding` says base64 or s3. */
  readonly bytes: number;
  readonly encoding: string | null;
  readonly messageId: string;
}

/** @param endpoint whose dead-letter queue it was found in */
export function toDeadLetter(
  endpoint: string,
  { attributes, body, messageId, sentAtMs }: DeadLetterMessage,
): DeadLetter {
  const text = (name: string) => attributes[name]?.StringValue ?? null;
  const attempts = Number(text('attempts') ?? Number.NaN);
  return {
    endpoint,
    eventId: text('eventId'),
    eventType: text('eventType'),
    errorName: text('errorName'),
    errorMessage: text('errorMessage'),
    attempts: Number.isNaN(attempts) ? null : attempts,
    receivedAt: text('receivedAt'),
    failedAt: text('failedAt'),
    sentAt: new Date(sentAtMs).toISOString(),
    bytes: Buffer.byteLength(body),
    encoding: text('encoding'),
    messageId,
  };
}

/** Milliseconds; when it was given up, or came to the queue where nobody says that. */
export function diedAtMs({ failedAt, sentAt }: DeadLetter): number {
  const failedMs = Date.parse(failedAt ?? '');
  return Number.isNaN(failedMs) ? Date.parse(sentAt) : failedMs;
}
