import type { InboxEndpoint } from './inbox.ts';
import type { DeadLetterMessage, OperatorPorts } from './ports.ts';

export interface RedriveReport {
  readonly redriven: number;
  /** Died (again) after the redrive began, so that a redrive ends. */
  readonly leftNewer: number;
}

/** Long enough to send and delete ten messages; a message whose redrive was killed in between is seen again after it. */
const hiddenSeconds = 60;
const causeAttributes = ['errorName', 'errorMessage', 'attempts', 'failedAt'];

/**
 * Sends every dead letter to its source queue, then deletes it, never the reverse: killed in between, an event is queued twice,
 * and its record keeps it from running twice.
 */
export async function redrive(
  { queueUrl, deadLetterQueueUrl }: InboxEndpoint,
  { queues }: Pick<OperatorPorts, 'queues'>,
  nowMs: () => number,
): Promise<RedriveReport> {
  const startedMs = nowMs();
  const held = new Map<string, DeadLetterMessage>();
  let redriven = 0;
  try {
    for (;;) {
      const batch = await queues.receive(deadLetterQueueUrl, 10, hiddenSeconds);
      if (batch.length === 0) break;
      for (const message of batch) held.set(message.messageId, message);
      for (const message of batch.filter(({ sentAtMs }) => sentAtMs <= startedMs)) {
        await queues.send(queueUrl, { body: message.body, attributes: withoutCause(message.attributes) });
        await queues.remove(deadLetterQueueUrl, message.receiptHandle);
        held.delete(message.messageId);
        redriven += 1;
      }
    }
  } finally {
    // One that cannot be put back comes back by itself.
    await Promise.allSettled(
      [...held.values()].map((message) => queues.release(deadLetterQueueUrl, message.receiptHandle)),
    );
  }
  return { redriven, leftNewer: held.size };
}

function withoutCause(attributes: DeadLetterMessage['attributes']): DeadLetterMessage['attributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !causeAttributes.includes(name)));
}
