import { redriven, reopened } from './environment-steps.ts';
import { returned } from './processor-steps.ts';
import type { Protocol } from './protocol.ts';
import { isDone, nameOf, type State } from './state.ts';
import { type StepsOf, stepsOf } from './steps.ts';

/** What is left when every process dies at once and nothing comes late. */
export function crashed(state: State): State {
  const received = state.tasks.filter((task) => task.kind === 'processor');
  const survivors: State = { ...state, tasks: [], late: [], left: { ...state.left, faults: 0 } };
  return received.reduce((after, task) => returned(after, task), survivors);
}

/** Lets everything that is under way end well. */
function settle(steps: StepsOf, from: State): State {
  let state = from;
  for (let count = 0; count < 500; count += 1) {
    const next = steps(state).find(({ usual }) => usual);
    if (!next) return state;
    state = next.state;
  }
  throw new Error('the model does not come to rest');
}

/**
 * Whether, from what a crash of everything leaves, the next delivery, retry or redrive can finish each event (I6), and a
 * redelivery by hand does what it should (I4, I8). The sentence of what is broken, or null.
 */
export function aftermathOf(protocol: Protocol, left: State): string | null {
  const steps = stepsOf(protocol, { processors: 1, expiry: false, vanishing: false, skew: false });
  const rested = settle(steps, left);
  for (const event of rested.done.keys()) {
    const breach = isDone(rested, event)
      ? whenCompleted(protocol, steps, rested, event)
      : whenUnfinished(steps, rested, event);
    if (breach) return breach;
  }
  return null;
}

const delivered = (steps: StepsOf, state: State, event: number): State =>
  settle(steps, {
    ...state,
    tasks: [{ kind: 'ingest', event, genuine: true, at: 'put', hurt: false }],
  });

function whenUnfinished(steps: StepsOf, state: State, event: number): string | null {
  if (!isDone(delivered(steps, state, event), event)) {
    return `${state.dead.includes(event) ? 'I8' : 'I6'}: after everything died, a new delivery of ${nameOf(event)} does not run it`;
  }
  if (state.dead.includes(event) && !isDone(settle(steps, redriven(state, event)), event)) {
    return `I6: after everything died, a redrive does not run ${nameOf(event)}`;
  }
  return null;
}

function whenCompleted(protocol: Protocol, steps: StepsOf, state: State, event: number): string | null {
  const again = delivered(steps, state, event);
  if (again.dead.length !== state.dead.length || again.owed[event] !== state.owed[event]) {
    return `I4: a delivery of ${nameOf(event)}, which is completed, is not simply answered`;
  }
  const open = reopened(protocol, state, event);
  if (!open) return `I8: ${nameOf(event)} is completed and cannot be reopened`;
  return isDone(delivered(steps, open, event), event)
    ? null
    : `I8: ${nameOf(event)} was reopened and a delivery does not run it`;
}
