import { maxMessageBytes, messageBytes } from './event-message.ts';
import type { OutgoingMessage, ProcessorPorts } from './processor-ports.ts';
import { runConcurrently } from './run-concurrently.ts';

/** Both are SQS's limits for one SendMessageBatch. */
const maxEntries = 10;
const tries = 3;
const parallelCalls = 4;

/** Sends all messages, those that SQS refuses up to three times. Throws when some could not be sent: then others may have been. */
export async function sendBatch(
  messages: readonly OutgoingMessage[],
  sendMessages: ProcessorPorts['sendMessages'],
): Promise<void> {
  await runConcurrently(groupMessages(messages), parallelCalls, (group) => sendGroup(group, sendMessages));
}

/** In tens, and each group within the size that one call may have. */
export function groupMessages(messages: readonly OutgoingMessage[]): OutgoingMessage[][] {
  const groups: OutgoingMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const bytes = messageBytes(message.body, message.attributes);
    const group = groups.at(-1);
    if (group && group.length < maxEntries && bytes <= room) {
      group.push(message);
      room -= bytes;
    } else {
      groups.push([message]);
      room = maxMessageBytes - bytes;
    }
  }
  return groups;
}

async function sendGroup(group: readonly OutgoingMessage[], sendMessages: ProcessorPorts['sendMessages']) {
  let left = group;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    if (attempt > tries) throw new Error(`the queue refused ${left.length} of ${group.length} events of a batch`);
    const refused = new Set(await sendMessages(left));
    left = left.filter((_, index) => refused.has(index));
  }
}
