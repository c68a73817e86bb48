import type { InboxEndpoint } from './inbox.ts';
import type { DeadLetterMessage, OperatorPorts, QueueCounts } from './ports.ts';

export interface DeadLetterCount extends QueueCounts {
  readonly endpoint: string;
}

/** A dead letter as an operator sees it: where it comes from and why it died, without its payload. */
export interface DeadLetter {
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly errorName: string | null;
  readonly errorMessage: string | null;
  readonly attempts: number | null;
  /** ISO 8601. */
  readonly receivedAt: string | null;
  readonly failedAt: string | null;
  /** Bytes of the message's body: of the payload itself, unless `encoding` says base64 or s3. */
  readonly bytes: number;
  readonly encoding: string | null;
  readonly messageId: string;
}

/** A peek hides messages from others this long, should it be killed before it puts them back. */
const peekSeconds = 20;

export async function countDeadLetters(
  endpoints: Iterable<InboxEndpoint>,
  { queues }: Pick<OperatorPorts, 'queues'>,
): Promise<readonly DeadLetterCount[]> {
  return Promise.all(
    [...endpoints].map(async ({ name, deadLetterQueueUrl }) => ({
      endpoint: name,
      ...(await queues.counts(deadLetterQueueUrl)),
    })),
  );
}

/** Up to `limit` dead letters, which stay where they are. */
export async function peekDeadLetters(
  { deadLetterQueueUrl }: InboxEndpoint,
  limit: number,
  { queues }: Pick<OperatorPorts, 'queues'>,
): Promise<readonly DeadLetter[]> {
  const held = new Map<string, DeadLetterMessage>();
  try {
    while (held.size < limit) {
      const batch = await queues.receive(deadLetterQueueUrl, Math.min(10, limit - held.size), peekSeconds);
      const unseen = batch.filter(({ messageId }) => !held.has(messageId));
      for (const message of batch) held.set(message.messageId, message);
      if (unseen.length === 0) break;
    }
  } finally {
    // One that cannot be put back comes back by itself.
    await Promise.allSettled(
      [...held.values()].map((message) => queues.release(deadLetterQueueUrl, message.receiptHandle)),
    );
  }
  return [...held.values()].map(toDeadLetter);
}

function toDeadLetter({ attributes, body, messageId }: DeadLetterMessage): DeadLetter {
  const text = (name: string) => attributes[name]?.StringValue ?? null;
  const attempts = Number(text('attempts') ?? Number.NaN);
  return {
    eventId: text('eventId'),
    eventType: text('eventType'),
    errorName: text('errorName'),
    errorMessage: text('errorMessage'),
    attempts: Number.isNaN(attempts) ? null : attempts,
    receivedAt: text('receivedAt'),
    failedAt: text('failedAt'),
    bytes: Buffer.byteLength(body),
    encoding: text('encoding'),
    messageId,
  };
}
