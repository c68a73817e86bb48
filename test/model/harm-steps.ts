import type { Protocol } from './protocol.ts';
import { nameOf, type State } from './state.ts';
import { type Step, spendFault, step, without } from './step.ts';

/** What may go wrong beside calls and processes. */
export interface Hazards {
  readonly processors: number;
  /** Whether a record that is not completed may expire while its message waits. */
  readonly expiry: boolean;
  /** Whether the queue may lose a message, which no protocol survives: then the record must show it. */
  readonly vanishing: boolean;
  /** Whether clocks may be further apart than the lease's margin. */
  readonly skew: boolean;
}

/** Each costs a fault. */
export function harmSteps(protocol: Protocol, state: State, { expiry, vanishing, skew }: Hazards): readonly Step[] {
  const hurt = spendFault(state);
  const steps: Step[] = [];
  for (const event of expiry ? state.generation.keys() : []) {
    const key = protocol.keyOf(event);
    const record = state.records[key];
    if (!record || record.status === 'COMPLETED' || record.leased) continue;
    const records = state.records.with(key, null);
    // Whatever comes now is another life of the id.
    const life = { done: state.done.with(event, 0), generation: state.generation.with(event, 0) };
    steps.push(step(`the record of ${nameOf(event)} expires`, { ...hurt, records, ...life }));
  }
  for (const [index, { event }] of vanishing ? state.queue.entries() : []) {
    const vanished = state.vanished.with(event, true);
    steps.push(step(`the queue loses ${nameOf(event)}`, { ...hurt, queue: without(state.queue, index), vanished }));
  }
  return skew ? [...steps, ...skewSteps(protocol, hurt)] : steps;
}

function skewSteps(protocol: Protocol, state: State): readonly Step[] {
  return state.tasks.flatMap((task, index) => {
    if (task.kind !== 'processor') return [];
    const key = protocol.keyOf(task.event);
    const record = state.records[key];
    if (!record?.leased || record.token !== task.token) return [];
    const records = state.records.with(key, { ...record, leased: false });
    const tasks = state.tasks.with(index, { ...task, overrun: true });
    return [step(`the lease ${task.token} runs out under its processor`, { ...state, records, tasks })];
  });
}
