import type { EventAttempt } from '../../lambdas/processing/event-attempt.ts';
import { NonRetryableError, RetryAfterError } from '../../lambdas/runtime/errors.ts';
import { kill, type Machine } from './machine.ts';
import type { World } from './world.ts';

type Behave = (machine: Machine, world: World) => Promise<void> | void;

const never = () => new Promise<void>(() => {});
/** Mostly at once; now and then so long that the function's time is up. */
const takeTime = ({ clock, random }: World) => clock.sleep(random.whole(1, random.chance(0.1) ? 29_000 : 500));

const behaviours = {
  'returns at once': () => {},
  'returns later': (_, world) => takeTime(world),
  'throws at once': () => {
    throw new Error('the books are closed');
  },
  'throws after its effect': async (_, world) => {
    await takeTime(world);
    throw new TypeError('the receipt was not sent');
  },
  'throws what is not worth retrying': () => {
    throw new NonRetryableError('no such customer');
  },
  'asks for a later attempt': (_, { random }) => {
    throw new RetryAfterError('not now', random.whole(0, 600));
  },
  'never returns': never,
  /** Nothing in the process moves, until Lambda ends it. */
  'blocks the process': (machine) => {
    machine.alive = false;
    return never();
  },
  dies: async (machine, world) => {
    await takeTime(world);
    kill(machine);
    return never();
  },
} satisfies Record<string, Behave>;

export type Behaviour = keyof typeof behaviours;
export const behaviourNames = Object.keys(behaviours) as readonly Behaviour[];
const troubles = behaviourNames.filter((name) => !name.startsWith('returns')) as [Behaviour, ...Behaviour[]];

/** The users' code: whatever code may do. */
export interface Handlers {
  readonly handle: (machine: Machine, attempt: EventAttempt<unknown>) => Promise<void>;
  /** The probability that it does something else than to return. */
  troubleRate: number;
  /** Whether its trouble is always such that no other attempt helps. */
  isHopeless: boolean;
}

export function createHandlers(world: World, met: Map<Behaviour, number>): Handlers {
  const { ledger, random, trace } = world;
  const choose = (): Behaviour => {
    if (!random.chance(handlers.troubleRate)) return random.pick<Behaviour>(['returns at once', 'returns later']);
    return handlers.isHopeless ? 'throws what is not worth retrying' : random.pick(troubles);
  };
  const handlers: Handlers = {
    troubleRate: 0,
    isHopeless: false,
    async handle(machine, { idempotencyKey }) {
      if (!machine.alive) return never();
      const end = ledger.handlerStarts(idempotencyKey, machine, machine.invocation);
      const behaviour = choose();
      met.set(behaviour, (met.get(behaviour) ?? 0) + 1);
      trace?.(`handler of ${idempotencyKey} ${behaviour}`);
      const behave: Behave = behaviours[behaviour];
      try {
        await behave(machine, world);
        end(true);
      } catch (error) {
        end(false);
        throw error;
      }
    },
  };
  return handlers;
}
