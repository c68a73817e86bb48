import type { DeadLetter } from './dead-letter.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { OperatorPorts } from './ports.ts';
import { visitDeadLetters } from './visit-dead-letters.ts';

/** Deletes these dead letters and no other, and says how many there still were. */
export async function purgeDeadLetters(
  { deadLetterQueueUrl }: Pick<InboxEndpoint, 'deadLetterQueueUrl'>,
  letters: readonly DeadLetter[],
  { queues }: Pick<OperatorPorts, 'queues'>,
): Promise<number> {
  const doomed = new Set(letters.map(({ messageId }) => messageId));
  let deleted = 0;
  await visitDeadLetters(deadLetterQueueUrl, { queues }, async ({ messageId, receiptHandle }) => {
    if (!doomed.has(messageId)) return 'kept';
    await queues.remove(deadLetterQueueUrl, receiptHandle);
    deleted += 1;
    return 'removed';
  });
  return deleted;
}
