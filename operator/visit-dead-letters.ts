import type { DeadLetterMessage, OperatorPorts } from './ports.ts';

/** What became of a message: taken out of the queue, left in it, or left and the last that is wanted. */
export type Visited = 'removed' | 'kept' | 'enough';

/** Longer than ten messages take; should the visit be killed, SQS shows them again after it. */
const hiddenSeconds = 30;
/** A long visit meets messages again whose time has run out: so many answers without a new one are the end. */
const barrenAnswers = 10;

/** Shows every message of a queue to `visit` once; those that it did not remove are put back at the end. */
export async function visitDeadLetters(
  queueUrl: string,
  { queues }: Pick<OperatorPorts, 'queues'>,
  visit: (message: DeadLetterMessage) => Promise<Visited>,
): Promise<void> {
  const seen = new Set<string>();
  const held = new Map<string, string>();
  const meet = async (message: DeadLetterMessage): Promise<Visited> => {
    const visited = await visit(message);
    if (visited === 'removed') held.delete(message.messageId);
    return visited;
  };
  try {
    for (let barren = 0; barren < barrenAnswers; ) {
      const batch = await queues.receive(queueUrl, 10, hiddenSeconds);
      for (const { messageId, receiptHandle } of batch) held.set(messageId, receiptHandle);
      const unseen = batch.filter(({ messageId }) => !seen.has(messageId));
      for (const { messageId } of unseen) seen.add(messageId);
      if (batch.length === 0) break;
      barren = unseen.length === 0 ? barren + 1 : 0;
      if ((await allSettled(unseen.map(meet))).includes('enough')) break;
    }
  } finally {
    // One that cannot be put back comes back by itself.
    await Promise.allSettled([...held.values()].map((receiptHandle) => queues.release(queueUrl, receiptHandle)));
  }
}

/** Waits for all of them before it throws the first failure: none goes on beside what comes after. */
async function allSettled<T>(calls: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(calls);
  return Promise.all(calls);
}
