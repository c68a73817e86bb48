import type { Result } from './calls.ts';
import type { Protocol } from './protocol.ts';
import { type Ingest, isDone, nameOf, type State } from './state.ts';
import { type Outcome, playsOf, type Step } from './step.ts';

interface Next {
  readonly state: State;
  readonly says?: string;
  readonly breach?: string | null;
}

const calls = { put: 'put', send: 'send', mark: 'markQueued', undo: 'remove' } as const;

/** What may happen next to a delivery; `state` is without it. */
export function ingestSteps(protocol: Protocol, state: State, task: Ingest): readonly Step[] {
  const { event, genuine } = task;
  const who = `${genuine ? 'delivery' : 'forged delivery'} of ${nameOf(event)}`;
  return playsOf(protocol, state, { call: calls[task.at], event }).map(({ how, outcome, usual, ...played }) => {
    const hurt = task.hurt || !usual;
    const next = goOn(protocol, played.state, { ...task, hurt }, outcome);
    const wrote = !genuine && outcome.kind !== 'error' ? 'I3: a forged delivery writes a record' : null;
    return {
      label: `${who}: ${calls[task.at]} ${how}${next.says ? `; ${next.says}` : ''}`,
      state: next.state,
      usual,
      breach: played.breach ?? wrote ?? next.breach ?? null,
    };
  });
}

function goOn(protocol: Protocol, state: State, task: Ingest, outcome: Outcome): Next {
  if (outcome.kind === 'crash') return { state };
  const at = (next: Ingest['at']): Next => ({ state: { ...state, tasks: [...state.tasks, { ...task, at: next }] } });
  switch (task.at) {
    case 'put':
      return afterPut(protocol, state, task, outcome);
    case 'send':
      if (outcome.kind === 'ok') return protocol.marksQueued ? at('mark') : accepted(state, task.event);
      return protocol.onSendFailed === 'delete the record' ? at('undo') : refused(state, task);
    case 'mark':
      return accepted(state, task.event);
    case 'undo':
      return refused(state, task);
  }
}

function afterPut(protocol: Protocol, state: State, task: Ingest, result: Result): Next {
  const { event } = task;
  const sending: State = { ...state, tasks: [...state.tasks, { ...task, at: 'send' }] };
  if (result.kind === 'error') return { state: { ...sending, degraded: state.degraded.with(event, true) } };
  if (result.kind !== 'known' || !result.record) return { state: sending };
  switch (protocol.onKnown(result.record)) {
    case 'send':
      return {
        state: sending,
        breach: result.record.status === 'COMPLETED' ? 'I4: a completed event is queued again' : null,
      };
    case 'answer 200':
      return accepted(state, event);
    case 'answer 503':
      return refused(state, task);
  }
}

/** Answered 2xx: from now on a completion is owed, unless there is one already. */
function accepted(state: State, event: number): Next {
  const owed = (state.owed[event] ?? false) || !isDone(state, event);
  return { state: { ...state, owed: state.owed.with(event, owed) }, says: 'answered 200' };
}

const refused = (state: State, { hurt }: Ingest): Next => ({
  state,
  says: 'answered 503',
  breach: hurt ? null : 'I5: a healthy delivery is refused',
});
