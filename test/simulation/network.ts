import type { Clock, Deadline } from './clock.ts';
import { type Fate, fates, planOf } from './fate.ts';
import { kill, type Machine } from './machine.ts';
import type { Random } from './random.ts';

/** Hears what happens, a line at a time; null when nobody listens. */
export type Trace = ((line: string) => void) | null;

/** Kind of call → how often each fate was met. */
export type Coverage = Map<string, Record<Fate, number>>;

export interface Network {
  /** `effect` is what the other side does; what it throws is that side's answer. Never settles once the machine is dead. */
  readonly call: <T>(machine: Machine, kind: string, effect: () => T, signal?: unknown) => Promise<T>;
  /** The probability that something else than `ok` happens. */
  faultRate: number;
}

/** ms after which an SDK gives up, all its tries together, when the caller sets no shorter limit. */
const sdkPatienceMs = 5_000;

const unreachable = () => Object.assign(new Error('the service cannot be reached'), { name: 'TimeoutError' });

/** What a service answers on purpose. Anything else means that it was asked for what it does not know. */
const answers = new Set(['ConditionalCheckFailedException', 'ResourceNotFoundException', 'ResourceExistsException']);

/** `onUnexpected` hears of calls that AWS would never be sent; to the caller they look like any failure. */
export function createNetwork(
  clock: Clock,
  random: Random,
  coverage: Coverage,
  onUnexpected: (message: string) => void,
  trace: Trace,
): Network {
  const fateOf = (kind: string): Fate => {
    const fate = random.chance(network.faultRate) ? (fates[random.whole(1, fates.length - 1)] ?? 'ok') : 'ok';
    count(coverage, kind, fate);
    return fate;
  };

  const call = <T>(machine: Machine, kind: string, effect: () => T, signal?: unknown): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (!machine.alive) return promise;
    const limitMs = (signal as Deadline | undefined)?.deadlineMs ?? clock.nowMs() + sdkPatienceMs;
    const fate = fateOf(kind);
    trace?.(`${machine.name} ${machine.invocation.id} calls ${kind}: ${fate}`);
    const plan = planOf(fate, limitMs - clock.nowMs(), random);
    if (fate !== 'ok' || plan.reply?.lost) machine.hurt.add(kind);

    let answer: () => void = () => reject(unreachable());
    const takeEffect = () => {
      try {
        const value = effect();
        answer = () => resolve(value);
      } catch (error) {
        const { name, message } = error as Error;
        if (!answers.has(name)) onUnexpected(`${kind}: ${message}`);
        answer = () => reject(error);
      }
    };
    const hear = () => {
      if (!machine.alive) return;
      if (plan.reply?.lost) reject(unreachable());
      else answer();
      if (plan.death?.heard) kill(machine);
    };

    const replyAtMs = plan.reply?.atMs;
    for (const [index, atMs] of plan.effects.entries()) {
      const isReply = index === plan.effects.length - 1 && atMs === replyAtMs;
      clock.after(atMs, isReply ? () => (takeEffect(), hear()) : takeEffect);
    }
    if (replyAtMs !== undefined && replyAtMs !== plan.effects.at(-1)) clock.after(replyAtMs, hear);
    if (plan.death && !plan.death.heard) {
      if (plan.death.atMs === 0) kill(machine);
      else clock.after(plan.death.atMs, () => kill(machine));
    }
    return promise;
  };

  const network: Network = { faultRate: 0, call };
  return network;
}

function count(coverage: Coverage, kind: string, fate: Fate): void {
  let row = coverage.get(kind);
  if (!row) {
    row = Object.fromEntries(fates.map((name) => [name, 0])) as Record<Fate, number>;
    coverage.set(kind, row);
  }
  row[fate] += 1;
}
