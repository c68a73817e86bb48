import type { Protocol } from './protocol.ts';
import { type Call, type Message, nameOf, type Processor, type State } from './state.ts';
import { hasFault, type Outcome, playsOf, type Step, spendFault } from './step.ts';

/** After so many receives SQS itself makes a dead letter of a message. */
export const maxReceives = 2;

/** Back to the queue, at once or later: nothing here depends on when. */
export function returned(state: State, { event, receives }: Message): State {
  if (receives >= maxReceives) return { ...state, dead: [...state.dead, event] };
  return { ...state, queue: [...state.queue, { event, receives }] };
}

/** What may happen next to a message that a processor has received; `state` is without it. */
export function processorSteps(protocol: Protocol, state: State, task: Processor): readonly Step[] {
  const who = `processor ${task.token} with ${nameOf(task.event)}`;
  if (task.at === 'run') return handlerSteps(protocol, state, task, who);
  return playsOf(protocol, state, callOf(task)).map(({ how, outcome, usual, ...played }) => ({
    label: `${who}: ${callOf(task).call} ${how}`,
    state: goOn(protocol, played.state, task, outcome),
    usual,
    breach: played.breach,
  }));
}

function callOf({ event, token, gen, at }: Processor): Call {
  switch (at) {
    case 'claim':
    case 'complete':
    case 'fail':
    case 'markDead':
      return { call: at, event, token, gen };
    case 'release':
      return { call: 'fail', event, token, gen };
    case 'deadLetter':
    case 'abandon':
    case 'run':
      return { call: 'deadLetter', event };
  }
}

const moved = (state: State, task: Processor, at: Processor['at']): State => ({
  ...state,
  tasks: [...state.tasks, { ...task, at }],
});

function handlerSteps(protocol: Protocol, state: State, task: Processor, who: string): readonly Step[] {
  const step = (how: string, after: State, usual = false): Step => ({
    label: `${who}: the handler ${how}`,
    state: after,
    usual,
    breach: null,
  });
  const givesUp = moved(state, task, protocol.givingUp === 'marks the record first' ? 'markDead' : 'deadLetter');
  const last = task.receives >= maxReceives;
  const steps = [
    step('returns', moved(state, task, 'complete'), true),
    step('throws', last ? givesUp : moved(state, task, 'fail')),
    ...(last ? [] : [step('throws what is not worth retrying', givesUp)]),
  ];
  if (!hasFault(state)) return steps;
  const hurt = spendFault(state);
  return [
    ...steps,
    step('dies', returned(hurt, task)),
    step('does not return in time', last ? moved(hurt, task, 'abandon') : returned(hurt, task)),
  ];
}

function goOn(protocol: Protocol, state: State, task: Processor, outcome: Outcome): State {
  const { kind } = outcome;
  if (kind === 'crash') return returned(state, task);
  const orReturned = (acknowledged: boolean) => (acknowledged ? state : returned(state, task));
  switch (task.at) {
    case 'claim':
      if (kind === 'ok') return moved(state, { ...task, gen: outcome.record?.gen ?? 0 }, 'run');
      return orReturned(kind === 'completed' || (kind === 'busy' && protocol.onBusy === 'acknowledge'));
    case 'complete':
      return orReturned(kind === 'ok' || kind === 'completed');
    case 'markDead':
      return moved(state, task, 'deadLetter');
    case 'deadLetter':
      return kind === 'ok' ? moved(state, task, 'release') : returned(state, task);
    case 'abandon':
      return orReturned(kind === 'ok');
    case 'release':
      return state;
    case 'fail':
    case 'run':
      return returned(state, task);
  }
}
