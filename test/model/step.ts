import { apply, type Result } from './calls.ts';
import type { Protocol } from './protocol.ts';
import type { Call, State } from './state.ts';

export interface Step {
  readonly label: string;
  readonly state: State;
  /** Whether it is what happens when nothing goes wrong. */
  readonly usual: boolean;
  readonly breach: string | null;
}

export const step = (label: string, state: State, usual = false, breach: string | null = null): Step => ({
  label,
  state,
  usual,
  breach,
});

export const without = <T>(list: readonly T[], index: number): readonly T[] => list.toSpliced(index, 1);

/** `crash`: the process that made the call is no more. */
export type Outcome = Result | { readonly kind: 'crash' };

export const hasFault = ({ left }: State) => left.faults > 0;
export const spendFault = (state: State): State => ({
  ...state,
  left: { ...state.left, faults: state.left.faults - 1 },
});

interface Played {
  readonly how: string;
  readonly state: State;
  readonly outcome: Outcome;
  readonly usual: boolean;
  readonly breach: string | null;
}

const late = (state: State, call: Call): State => ({ ...state, late: [...state.late, call] });
const error: Outcome = { kind: 'error' };
const crash: Outcome = { kind: 'crash' };

/** Everything that may become of one remote call. */
export function playsOf(protocol: Protocol, state: State, call: Call): readonly Played[] {
  const once = apply(protocol, state, call);
  const played = (how: string, after: State, outcome: Outcome, breach: string | null = null): Played => ({
    how,
    state: spendFault(after),
    outcome,
    usual: false,
    breach,
  });
  const fine: Played = { ...once, how: once.result.kind, outcome: once.result, usual: true };
  if (!hasFault(state)) return [fine];
  const twice = apply(protocol, once.state, call);
  return [
    fine,
    played('fails', state, error),
    played('takes effect, but the reply is lost', once.state, error, once.breach),
    played('is given up before it takes effect', late(state, call), error),
    played(`is sent twice by the SDK: ${twice.result.kind}`, twice.state, twice.result, once.breach ?? twice.breach),
    played('is not made: the process dies before', state, crash),
    played('takes effect, and the process dies', once.state, crash, once.breach),
    played('is on its way when the process dies', late(state, call), crash),
  ];
}
