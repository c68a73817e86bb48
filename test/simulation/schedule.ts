import type { ProviderEvent } from './endpoints.ts';
import { messageKey } from './message-key.ts';
import type { Operator } from './operator.ts';
import type { Providers } from './provider.ts';
import { queueOf, queueUrlOf, type World } from './world.ts';

/** Everybody who does something in a run. */
export interface Cast {
  readonly world: World;
  readonly providers: Providers;
  readonly operator: Operator;
  readonly events: readonly ProviderEvent[];
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When it happens, in ms from the start. */
const soon = [0, 1, 20, 300, 2_000, 30_000] as const;
const later = [minute, 4 * minute, 20 * minute, 2 * hour, 30 * hour] as const;

interface Kind {
  readonly probability: number;
  readonly when: readonly [number, ...number[]];
  readonly act: (cast: Cast, event: ProviderEvent) => unknown;
}

/** What happens in the world, each for every event, if it does. */
const happenings = {
  delivery: { probability: 1, when: soon, act: ({ providers }, event) => providers.deliver(event, 3) },
  'concurrent duplicates': { probability: 0.25, when: [0, 1, 20], act: deliverTwice },
  'redelivery by hand': { probability: 0.25, when: later, act: ({ providers }, event) => providers.deliver(event, 1) },
  'forged delivery': {
    probability: 0.15,
    when: [...soon, ...later],
    act: ({ providers }, event) => providers.forge(event),
  },
  rotation: { probability: 0.1, when: [...soon, ...later], act: ({ providers }, event) => providers.rotate(event) },
  redrive: { probability: 0.9, when: later, act: ({ operator }, event) => operator.redrive(event.endpoint) },
  'look at dead letters': {
    probability: 0.9,
    when: later,
    act: ({ operator }, event) => operator.show(event.endpoint),
  },
  reopen: { probability: 0.2, when: later, act: ({ operator }, event) => operator.reopen(event.pk) },
  'message vanishes': { probability: 0.05, when: [...soon, ...later], act: vanish },
  'records expire': { probability: 0.05, when: [50 * day], act: expire },
} satisfies Record<string, Kind>;

export type Happening = keyof typeof happenings;
export const happeningNames = Object.keys(happenings) as readonly Happening[];

/** Lets everything happen at its time; adds what does to the counts. */
export function schedule(cast: Cast, counts: Map<Happening, number>): void {
  const { random, clock, trace } = cast.world;
  // Most runs are short, so that many are made; the others let much come together.
  const share = random.chance(0.85) ? 0.1 : 1;
  for (const event of cast.events) {
    for (const name of happeningNames) {
      const { probability, when, act }: Kind = happenings[name];
      if (probability < 1 && !random.chance(probability * share)) continue;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      clock.after(random.pick(when), () => {
        trace?.(`${name} of ${event.pk}`);
        void act(cast, event);
      });
    }
  }
}

async function deliverTwice({ providers }: Cast, event: ProviderEvent): Promise<void> {
  await Promise.all([providers.deliver(event, 1), providers.deliver(event, 2)]);
}

/** The queue loses a message, which no queue promises not to. */
function vanish({ world }: Cast, { endpoint }: ProviderEvent): void {
  const { ledger, network, random, table } = world;
  const queue = queueOf(world, queueUrlOf(endpoint));
  const [first, ...rest] = [...queue.messages.values()];
  if (!first) return;
  const message = random.pick([first, ...rest]);
  const pk = messageKey(message);
  queue.remove(message.id);
  ledger.vanished(pk);
  // A write that failed may have left no trace of it; what a delivery was split into has no record before its claim.
  const traceless = network.faultRate > 0 || message.attributes.splitFrom !== undefined;
  if (!table.items.has(pk) && !traceless) ledger.breach(`I7: ${pk} vanished and no record shows it`);
}

/** DynamoDB deletes expired items some time, or not yet; then the event comes once more. */
function expire({ world, providers }: Cast, event: ProviderEvent): void {
  const { table, random, clock } = world;
  const seconds = clock.nowMs() / 1000;
  for (const [pk, { expiresAt }] of table.items) {
    if (Number(expiresAt?.N) <= seconds && random.chance(0.5)) table.items.delete(pk);
  }
  void providers.deliver(event, 3);
}
