import type { ProviderEvent } from './endpoints.ts';
import type { Cast } from './schedule.ts';
import type { World } from './world.ts';

/** Longer than a secret may be unknown for, and than a redrive that was killed hides dead letters. */
const calmMs = 80_000;
const maxSteps = 20_000;

/** With nothing going wrong any more, everything can be finished, and what is finished stays so. */
export async function makeGood(cast: Cast): Promise<void> {
  const { events, operator, world } = cast;
  const { clock, ledger, random } = world;
  const rest = (act: () => unknown) => {
    clock.after(calmMs, () => void act());
    return clock.runAll(maxSteps);
  };

  if (isAnyDead(world)) {
    await rest(() => Promise.all([...new Set(events.map(({ endpoint }) => endpoint))].map(operator.redrive)));
  }
  checkEmpty(world);
  ledger.checkNothingLost(() => false);

  // Most runs end here, so that more of them are made.
  if (random.chance(0.8)) return;
  const runs = ledger.runs();
  const isCompleted = (pk: string) => ledger.completedThroughout(pk, clock.nowMs(), clock.nowMs() + 2 * calmMs);
  const finished = events.every(({ pk, items }) => [pk, ...items].every(isCompleted));
  await rest(() => Promise.all(events.map((event) => finish(cast, event))));
  for (const event of events) checkFinished(cast, event);
  if (finished && ledger.runs() !== runs) ledger.breach('I4: a duplicate of a completed event ran it again');

  const [event] = events;
  if (!event || random.chance(0.5)) return;
  const before = ledger.runs();
  await rest(() => reopenAndDeliver(cast, event));
  if (ledger.runs() === before) ledger.breach(`I8: ${event.pk} did not run again after it was reopened`);
  checkEmpty(world);
}

const isAnyDead = ({ queues }: World) =>
  [...queues.values()].some(({ url, messages }) => url.endsWith('-dead-letters') && messages.size > 0);

/** Another delivery does; but one that was split is done with, should the queue itself have lost what it was split into. */
async function finish({ operator, providers, world }: Cast, event: ProviderEvent): Promise<void> {
  if (event.items.some(world.ledger.hasVanished)) await operator.reopen(event.pk);
  await providers.deliver(event, 1);
}

async function reopenAndDeliver({ operator, providers }: Cast, event: ProviderEvent): Promise<void> {
  for (const pk of [event.pk, ...event.items.slice(0, 1)]) await operator.reopen(pk);
  await providers.deliver(event, 1);
}

function checkFinished({ world }: Cast, { pk, items }: ProviderEvent): void {
  const { clock, ledger } = world;
  for (const one of [pk, ...items]) {
    if (!ledger.completedSince(one, clock.nowMs())) ledger.breach(`I6: ${one} cannot be finished by another delivery`);
  }
}

function checkEmpty(world: World): void {
  const { ledger, queues } = world;
  for (const { url, messages } of queues.values()) {
    if (messages.size > 0) ledger.breach(`I6: ${messages.size} messages are stuck in ${url.split('/').at(-1)}`);
  }
}
