import type { QueueAttributes } from './check-queue.ts';
import { type CheckResult, found, notChecked, right } from './report.ts';

/** Whether anything lies in the endpoint's dead-letter queue. */
export function checkDeadLetters(endpoint: string, deadLetterQueue: QueueAttributes | null): CheckResult {
  if (deadLetterQueue === null) return notChecked('the dead-letter queue does not exist');
  const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: hidden } = deadLetterQueue;
  const count = Number(waiting ?? 0) + Number(hidden ?? 0);
  if (count === 0) return right();
  return found({
    code: 'DEAD_LETTERS',
    sentence: `${count === 1 ? 'an event was' : `${count} events were`} given up on: dead letters are kept for 14 days`,
    remedy: `inbox dlq show ${endpoint} (says why), then: inbox dlq redrive ${endpoint}`,
  });
}
