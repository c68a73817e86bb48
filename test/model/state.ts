/** Small numbers throughout: an event is an index, a token is 1, 2, …, and 0 means none. */
type Status = 'RECEIVED' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'QUEUED' | 'DEAD';

export interface RecordState {
  readonly status: Status;
  readonly gen: number;
  readonly token: number;
  /** Whether leaseUntil lies ahead. */
  readonly leased: boolean;
}

export interface Message {
  readonly event: number;
  readonly receives: number;
}

export interface Ingest {
  readonly kind: 'ingest';
  readonly event: number;
  readonly genuine: boolean;
  readonly at: 'put' | 'send' | 'mark' | 'undo';
  /** Whether a fault hit this delivery. */
  readonly hurt: boolean;
}

export interface Processor {
  readonly kind: 'processor';
  readonly event: number;
  readonly receives: number;
  readonly token: number;
  /** The generation that was claimed. */
  readonly gen: number;
  /** `abandon`: a dead letter for a handler that still runs, whose lease therefore stays. */
  readonly at: 'claim' | 'run' | 'complete' | 'fail' | 'markDead' | 'deadLetter' | 'abandon' | 'release';
  /** Whether its lease ran out under it, because clocks are further apart than the margin. */
  readonly overrun: boolean;
}

export type Task = Ingest | Processor;

/** A remote call, of which the caller may never learn what became of it. */
export type Call =
  | { readonly call: 'put' | 'send' | 'deadLetter' | 'markQueued' | 'remove'; readonly event: number }
  | {
      readonly call: 'claim' | 'complete' | 'fail' | 'markDead';
      readonly event: number;
      readonly token: number;
      readonly gen: number;
    };

/** How much of everything may still happen. */
export interface Budget {
  readonly faults: number;
  /** Genuine deliveries, by event: first ones, redeliveries, duplicates and those by hand are all the same. */
  readonly deliveries: readonly number[];
  readonly forged: number;
  readonly redrives: number;
  readonly reopens: number;
}

export interface State {
  /** By key. */
  readonly records: readonly (RecordState | null)[];
  readonly queue: readonly Message[];
  readonly dead: readonly number[];
  readonly tasks: readonly Task[];
  /** Calls that were given up by their caller and may yet take effect. */
  readonly late: readonly Call[];
  readonly left: Budget;
  /** From here on by event, and known to nobody in the system: whether it was answered 2xx and not completed since. */
  readonly owed: readonly boolean[];
  /** The generations whose completion was recorded, as bits. */
  readonly done: readonly number[];
  /** How often the event was reopened. */
  readonly generation: readonly number[];
  /** Whether the queue lost a message of it. */
  readonly vanished: readonly boolean[];
  /** Whether a receipt of it could not be written, which a metric tells. */
  readonly degraded: readonly boolean[];
}

export function initialState(left: Budget): State {
  const all = <T>(value: T) => left.deliveries.map(() => value);
  return {
    records: all(null),
    queue: [],
    dead: [],
    tasks: [],
    late: [],
    left,
    owed: all(false),
    done: all(0),
    generation: all(0),
    vanished: all(false),
    degraded: all(false),
  };
}

/** What an event is called in a trace. */
export const nameOf = (event: number) => String.fromCharCode(65 + event);

/** Whether the event was completed in its present generation. */
export const isDone = ({ done, generation }: State, event: number) =>
  ((done[event] ?? 0) & (1 << (generation[event] ?? 0))) !== 0;

const bits = (flags: readonly boolean[]) => flags.map(Number).join('');
const sorted = (texts: readonly string[]) => [...texts].sort().join(' ');

const recordText = (record: RecordState | null) =>
  record ? `${record.status.slice(0, 3)}${record.gen}${record.token}${Number(record.leased)}` : '-';

const taskText = (task: Task) =>
  task.kind === 'ingest'
    ? `i${task.event}${task.at}${bits([task.genuine, task.hurt])}`
    : `p${task.event}${task.at}${task.receives}${task.token}${task.gen}${Number(task.overrun)}`;

const callText = (call: Call) => `${call.call}${call.event}${'token' in call ? `${call.token}${call.gen}` : ''}`;

/** The part of a state that outlives every process. */
export const durableText = ({ records, queue, dead, done, generation }: State): string =>
  [
    records.map(recordText).join(','),
    sorted(queue.map(({ event, receives }) => `${event}${receives}`)),
    sorted(dead.map(String)),
    done.join('') + generation.join(''),
  ].join('|');

/** Equal for states that differ only in the order of their messages, tasks and late calls. */
export function textOf(state: State): string {
  const { left } = state;
  return [
    durableText(state),
    sorted(state.tasks.map(taskText)),
    sorted(state.late.map(callText)),
    `${left.faults}${left.deliveries.join('')}${left.forged}${left.redrives}${left.reopens}`,
    bits([...state.owed, ...state.vanished, ...state.degraded]),
  ].join('|');
}
