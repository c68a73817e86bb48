import type { EventAttempt } from '../../lambdas/processing/event-attempt.ts';
import { NonRetryableError, RetryAfterError } from '../../lambdas/runtime/errors.ts';
import { kill, type Machine } from './machine.ts';
import type { World } from './world.ts';

const behaviours = [
  'returns at once',
  'returns later',
  'throws at once',
  'throws after its effect',
  'throws what is not worth retrying',
  'asks for a later attempt',
  'never returns',
  'blocks the process',
  'dies',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** The users' code: whatever code may do. */
export interface Handlers {
  readonly handle: (machine: Machine, attempt: EventAttempt<unknown>) => Promise<void>;
  /** The probability that it does something else than to return. */
  troubleRate: number;
  readonly met: Map<Behaviour, number>;
}

export function createHandlers({ clock, ledger, random, trace }: World, met: Map<Behaviour, number>): Handlers {
  const pick = (): Behaviour => {
    const behaviour = random.chance(handlers.troubleRate)
      ? (behaviours[random.whole(2, behaviours.length - 1)] ?? 'dies')
      : random.pick<Behaviour>(['returns at once', 'returns later']);
    met.set(behaviour, (met.get(behaviour) ?? 0) + 1);
    return behaviour;
  };

  const behave = async (behaviour: Behaviour, machine: Machine): Promise<void> => {
    if (behaviour === 'returns at once') return;
    if (behaviour === 'throws at once') throw new Error('the books are closed');
    if (behaviour === 'never returns') return new Promise(() => {});
    if (behaviour === 'blocks the process') {
      // Lambda ends it when its time is up; until then nothing in it moves.
      machine.alive = false;
      return new Promise(() => {});
    }
    await clock.sleep(random.whole(1, random.chance(0.1) ? 29_000 : 500));
    if (behaviour === 'dies') {
      kill(machine);
      return new Promise(() => {});
    }
    if (behaviour === 'throws after its effect') throw new TypeError('the receipt was not sent');
    if (behaviour === 'throws what is not worth retrying') throw new NonRetryableError('no such customer');
    if (behaviour === 'asks for a later attempt') throw new RetryAfterError('not now', random.whole(0, 600));
  };

  const handlers: Handlers = {
    troubleRate: 0,
    met,
    async handle(machine, { idempotencyKey }) {
      if (!machine.alive) return new Promise(() => {});
      const end = ledger.handlerStarts(idempotencyKey, machine, machine.invocation);
      const behaviour = pick();
      trace?.(`handler of ${idempotencyKey} ${behaviour}`);
      try {
        await behave(behaviour, machine);
      } finally {
        end();
      }
    },
  };
  return handlers;
}
