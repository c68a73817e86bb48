import { ownsLease, type Protocol } from './protocol.ts';
import type { Call, RecordState, State } from './state.ts';

/** `record` is the one that was found, or written. */
export type Result =
  | { readonly kind: 'ok' | 'known' | 'completed' | 'busy' | 'refused'; readonly record: RecordState | null }
  | { readonly kind: 'error' };

export interface Effect {
  readonly state: State;
  readonly result: Result;
  /** The invariant that this very effect broke. */
  readonly breach: string | null;
}

type Found = Exclude<Result['kind'], 'error'>;
const effect = (state: State, kind: Found, record: RecordState | null = null): Effect => ({
  state,
  result: { kind, record },
  breach: null,
});

type Write = (next: RecordState | null) => State;
type Held = Extract<Call, { gen: number }>;

/** What a call does when it reaches the service, whoever made it and whenever. */
export function apply(protocol: Protocol, state: State, call: Call): Effect {
  const key = protocol.keyOf(call.event);
  const record = state.records[key] ?? null;
  const write: Write = (next) => ({ ...state, records: state.records.with(key, next) });
  switch (call.call) {
    case 'put':
      if (record) return effect(state, 'known', record);
      return effect(write({ status: 'RECEIVED', gen: 0, token: 0, leased: false }), 'ok');
    case 'send':
      return effect({ ...state, queue: [...state.queue, { event: call.event, receives: 0 }] }, 'ok');
    case 'deadLetter':
      return effect({ ...state, dead: [...state.dead, call.event] }, 'ok');
    case 'markQueued':
      return effect(record && record.status !== 'COMPLETED' ? write({ ...record, status: 'QUEUED' }) : state, 'ok');
    case 'remove':
      return effect(write(null), 'ok');
    default:
      return applyHeld(protocol, state, call, record, write);
  }
}

/** The processor's writes, each with its condition. */
function applyHeld(protocol: Protocol, state: State, call: Held, record: RecordState | null, write: Write): Effect {
  switch (call.call) {
    case 'claim':
      return claim(protocol, state, call, record, write);
    case 'complete':
      if (!record || !protocol.mayComplete(record, call.token)) {
        return effect(state, record?.status === 'COMPLETED' ? 'completed' : 'refused', record);
      }
      return recordCompletion(write({ ...record, status: 'COMPLETED', leased: false }), record, call);
    case 'fail':
    case 'markDead':
      if (!record || !ownsLease(record, call.token)) return effect(state, 'refused', record);
      return effect(write({ ...record, status: call.call === 'fail' ? 'FAILED' : 'DEAD', leased: false }), 'ok');
  }
}

function claim(
  { mayClaim }: Protocol,
  state: State,
  { token }: Held,
  record: RecordState | null,
  write: Write,
): Effect {
  if (record?.status === 'COMPLETED' || record?.status === 'DEAD') return effect(state, 'completed', record);
  if (!mayClaim(record, token)) return effect(state, 'busy', record);
  const claimed: RecordState = { status: 'PROCESSING', gen: record?.gen ?? 0, token, leased: true };
  return effect(write(claimed), 'ok', claimed);
}

function recordCompletion(state: State, record: RecordState, { event, gen }: Held): Effect {
  const done = state.done[event] ?? 0;
  const bit = 1 << record.gen;
  const next = { ...state, done: state.done.with(event, done | bit), owed: state.owed.with(event, false) };
  const breach =
    (done & bit) !== 0
      ? 'I2: completion is recorded twice for one generation'
      : gen !== record.gen
        ? 'I2: a run of another generation records the completion'
        : null;
  return { state: next, result: { kind: 'ok', record }, breach };
}
