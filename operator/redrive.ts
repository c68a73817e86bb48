import { type DeadLetter, toDeadLetter } from './dead-letter.ts';
import { type DeadLetterFilter, selects } from './dead-letter-filter.ts';
import type { InboxEndpoint } from './inbox.ts';
import { createPacer } from './pacer.ts';
import type { OperatorPorts, StoredAttributes } from './ports.ts';
import { visitDeadLetters } from './visit-dead-letters.ts';

export interface RedriveReport {
  /** Sent back, or with a dry run those that would be. */
  readonly letters: readonly DeadLetter[];
  /** Selected, but died (again) after the redrive began: left, so that a redrive ends. */
  readonly leftNewer: number;
}

export interface RedriveOptions {
  readonly filter: DeadLetterFilter;
  /** At most so many a second; null: as fast as it goes. */
  readonly perSecond: number | null;
  /** Only says what would be sent. */
  readonly dryRun: boolean;
}

export interface Clock {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const causeAttributes = ['errorName', 'errorMessage', 'attempts', 'failedAt'];

/**
 * Sends each selected dead letter to its source queue, then deletes it, never the reverse: killed in between, an event is queued
 * twice, and its record keeps it from running twice.
 */
export async function redrive(
  { name, queueUrl, deadLetterQueueUrl }: InboxEndpoint,
  ports: Pick<OperatorPorts, 'queues'>,
  { filter, perSecond, dryRun }: RedriveOptions,
  { nowMs, sleep }: Clock,
): Promise<RedriveReport> {
  const startedMs = nowMs();
  const turn = createPacer(perSecond, nowMs, sleep);
  const letters: DeadLetter[] = [];
  let leftNewer = 0;
  await visitDeadLetters(deadLetterQueueUrl, ports, async (message) => {
    const letter = toDeadLetter(name, message);
    if (!selects(filter, letter)) return 'kept';
    if (message.sentAtMs > startedMs) {
      leftNewer += 1;
      return 'kept';
    }
    if (!dryRun) {
      await turn();
      await ports.queues.send(queueUrl, { body: message.body, attributes: withoutCause(message.attributes) });
      await ports.queues.remove(deadLetterQueueUrl, message.receiptHandle);
    }
    letters.push(letter);
    return dryRun ? 'kept' : 'removed';
  });
  return { letters, leftNewer };
}

function withoutCause(attributes: StoredAttributes): StoredAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !causeAttributes.includes(name)));
}
