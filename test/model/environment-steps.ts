import { apply } from './calls.ts';
import { type Hazards, harmSteps } from './harm-steps.ts';
import { returned } from './processor-steps.ts';
import type { Protocol } from './protocol.ts';
import { type Message, nameOf, type Processor, type State } from './state.ts';
import { hasFault, type Step, spendFault, step, without } from './step.ts';

const spend = (state: State, change: Partial<State['left']>): State => ({
  ...state,
  left: { ...state.left, ...change },
});

/** What the world may do: deliver, receive, let time pass, repair, and harm. */
export function environmentSteps(protocol: Protocol, state: State, hazards: Hazards): readonly Step[] {
  return [
    ...leaseSteps(protocol, state),
    ...receiveSteps(state, hazards),
    ...lateSteps(protocol, state),
    ...deliverySteps(protocol, state),
    ...operatorSteps(protocol, state),
    ...(hasFault(state) ? harmSteps(protocol, state, hazards) : []),
  ];
}

/** A lease outlives its invocation: it runs out only when that is over, whichever way. */
function leaseSteps(protocol: Protocol, state: State): readonly Step[] {
  return state.records.flatMap((record, key) => {
    if (!record?.leased) return [];
    const isHeld = (task: State['tasks'][number]) =>
      task.kind === 'processor' && task.token === record.token && protocol.keyOf(task.event) === key;
    if (state.tasks.some(isHeld)) return [];
    const records = state.records.with(key, { ...record, leased: false });
    return [step(`the lease ${record.token} runs out`, { ...state, records }, true)];
  });
}

function freeToken({ records, tasks, late }: State): number {
  const used = new Set([
    ...records.map((record) => record?.token),
    ...tasks.map((task) => (task.kind === 'processor' ? task.token : 0)),
    ...late.map((call) => ('token' in call ? call.token : 0)),
  ]);
  let token = 1;
  while (used.has(token)) token += 1;
  return token;
}

function receiveSteps(state: State, { processors }: Hazards): readonly Step[] {
  if (state.tasks.filter(({ kind }) => kind === 'processor').length >= processors) return [];
  const token = freeToken(state);
  const isFirst = (message: Message, index: number) =>
    state.queue.findIndex((one) => one.event === message.event && one.receives === message.receives) === index;
  return state.queue.flatMap((message, index) => {
    if (!isFirst(message, index)) return [];
    const { event } = message;
    const receives = message.receives + 1;
    const task: Processor = { kind: 'processor', event, receives, token, gen: 0, at: 'claim', overrun: false };
    const received: State = { ...state, queue: without(state.queue, index), tasks: [...state.tasks, task] };
    const label = `processor ${token} receives ${nameOf(event)} (${receives})`;
    if (!hasFault(state)) return [step(label, received, true)];
    return [
      step(label, received, true),
      step(`${label}, which SQS will deliver once more`, returned(spendFault(received), { event, receives })),
    ];
  });
}

function lateSteps(protocol: Protocol, state: State): readonly Step[] {
  return state.late.map((call, index) => {
    const { state: after, breach } = apply(protocol, { ...state, late: without(state.late, index) }, call);
    return step(`a ${call.call} of ${nameOf(call.event)} that was given up takes effect`, after, false, breach);
  });
}

function deliverySteps(protocol: Protocol, state: State): readonly Step[] {
  const { deliveries, forged } = state.left;
  const arriving = (event: number, genuine: boolean): State['tasks'] => [
    ...state.tasks,
    { kind: 'ingest', event, genuine, at: 'put', hurt: false },
  ];
  const genuine = deliveries.flatMap((left, event) => {
    if (left === 0) return [];
    const after = spend(state, { deliveries: deliveries.with(event, left - 1) });
    return [step(`a delivery of ${nameOf(event)} arrives`, { ...after, tasks: arriving(event, true) })];
  });
  if (forged === 0) return genuine;
  const after = spend(state, { forged: forged - 1 });
  if (protocol.verifies === 'first') return [...genuine, step('a forged delivery of A is answered 401', after)];
  return [...genuine, step('a forged delivery of A arrives', { ...after, tasks: arriving(0, false) })];
}

function operatorSteps(protocol: Protocol, state: State): readonly Step[] {
  const { redrives, reopens } = state.left;
  const steps: Step[] = [];
  if (redrives > 0) {
    for (const event of new Set(state.dead))
      steps.push(step(`the dead letter of ${nameOf(event)} is redriven`, redriven(state, event)));
  }
  if (reopens > 0) {
    for (const event of state.generation.keys()) {
      const after = reopened(protocol, state, event);
      if (after) steps.push(step(`${nameOf(event)} is reopened`, after));
    }
  }
  return steps;
}

/** A dead letter of the event, back on the queue. */
export function redriven(state: State, event: number): State {
  const dead = without(state.dead, state.dead.indexOf(event));
  const queue = [...state.queue, { event, receives: 0 }];
  return { ...spend(state, { redrives: state.left.redrives - 1 }), dead, queue };
}

/** Null when the event is not completed. */
export function reopened(protocol: Protocol, state: State, event: number): State | null {
  const key = protocol.keyOf(event);
  const record = state.records[key];
  if (record?.status !== 'COMPLETED') return null;
  const next = { status: 'RECEIVED' as const, gen: record.gen + 1, token: 0, leased: false };
  const generation = state.generation.with(event, next.gen);
  return {
    ...spend(state, { reopens: state.left.reopens - 1 }),
    records: state.records.with(key, next),
    generation,
  };
}
