import type { Random } from '../support/random.ts';
import { type Clock, type Deadline, nobody } from './clock.ts';
import { type Fate, fates, type Plan, planOf } from './fate.ts';
import { kill, type Machine } from './machine.ts';

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

const claim = 'processor: UpdateItem processing';

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
    const fate = random.chance(network.faultRate * rarityOf(kind))
      ? (fates[random.whole(1, fates.length - 1)] ?? 'ok')
      : 'ok';
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

    let answer = () => reject(unreachable());
    const takeEffect = () => {
      const reply = replyOf(effect);
      if (!reply.expected) onUnexpected(`${kind}: ${String(reply.error)}`);
      answer = () => ('value' in reply ? resolve(reply.value) : reject(reply.error));
      return nobody;
    };
    const hear = () => {
      if (!machine.alive) return;
      if (plan.reply?.lost) reject(unreachable());
      else answer();
      if (plan.death?.heard) kill(machine);
    };
    play(clock, plan, {
      takeEffect: fate === 'takes effect late' ? held(takeEffect) : takeEffect,
      hear,
      die: () => kill(machine),
    });
    if (kind === claim) clock.after(plan.effects.at(-1) ?? 0, releaseHeld);
    return promise;
  };

  /** What is late comes when it harms most, if it can: while a later attempt is under way. */
  const late = new Set<() => unknown>();
  const held = (takeEffect: () => unknown) => {
    const once = () => (late.delete(once) ? takeEffect() : nobody);
    late.add(once);
    return once;
  };
  const releaseHeld = () => {
    for (const once of late) if (random.chance(0.5)) clock.after(random.whole(1, 50), once);
  };

  const network: Network = { faultRate: 0, call };
  return network;
}

type Reply<T> =
  | { readonly expected: true; readonly value: T }
  | { readonly expected: boolean; readonly error: unknown };

function replyOf<T>(effect: () => T): Reply<T> {
  try {
    return { expected: true, value: effect() };
  } catch (error) {
    return { expected: error instanceof Error && answers.has(error.name), error };
  }
}

interface Acts {
  readonly takeEffect: () => unknown;
  readonly hear: () => void;
  readonly die: () => void;
}

function play(clock: Clock, { effects, reply, death }: Plan, { takeEffect, hear, die }: Acts): void {
  const both = () => {
    takeEffect();
    hear();
  };
  for (const atMs of effects) clock.after(atMs, atMs === reply?.atMs ? both : takeEffect);
  if (reply && !effects.includes(reply.atMs)) clock.after(reply.atMs, hear);
  if (!death || death.heard) return;
  if (death.atMs === 0) die();
  else clock.after(death.atMs, die);
}

/** How much more often than others a call fails that few runs make: an operator's, above all behind another one, or for a large body. */
function rarityOf(kind: string): number {
  if (/^operator: (?:Send|Delete|Change)/.test(kind)) return 8;
  return kind.startsWith('operator') || kind.endsWith('Object') ? 3 : 1;
}

function count(coverage: Coverage, kind: string, fate: Fate): void {
  let row = coverage.get(kind);
  if (!row) {
    row = Object.fromEntries(fates.map((name) => [name, 0])) as Record<Fate, number>;
    coverage.set(kind, row);
  }
  row[fate] += 1;
}
