import type { Protocol } from './protocol.ts';
import { nameOf, type State } from './state.ts';

/** The invariant that a state breaks, in a sentence; null when all hold. The others are seen in steps (I2 to I5) and afterwards (I6, I8). */
export function breachOf(protocol: Protocol, state: State): string | null {
  for (const event of state.owed.keys()) {
    if (runsTwice(state, event)) return `I2: two processors run ${nameOf(event)} at once`;
    if (!state.owed[event] || hasCopy(state, event)) continue;
    if (!state.vanished[event])
      return `I1: ${nameOf(event)} was answered 2xx and is neither completed, queued nor a dead letter`;
    const record = state.records[protocol.keyOf(event)];
    const shows = record !== null && record?.status !== 'COMPLETED';
    if (!shows && !state.degraded[event]) return `I7: the queue lost ${nameOf(event)} and its record does not show it`;
  }
  return null;
}

const runsTwice = ({ tasks }: State, event: number) =>
  tasks.filter((task) => task.kind === 'processor' && task.event === event && task.at === 'run' && !task.overrun)
    .length > 1;

/** A message that a processor has received is still on the queue, only invisible. */
const hasCopy = ({ queue, dead, tasks }: State, event: number) =>
  dead.includes(event) ||
  queue.some((message) => message.event === event) ||
  tasks.some((task) => task.kind === 'processor' && task.event === event);
