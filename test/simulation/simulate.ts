import { createRandom, type Random } from '../support/random.ts';
import { takeOver } from './clock.ts';
import { type EndpointName, type ProviderEvent, providerEvent } from './endpoints.ts';
import { type Behaviour, createHandlers } from './handlers.ts';
import { createIngest } from './ingest-function.ts';
import { makeGood } from './make-good.ts';
import { type MappingFaults, startMapping } from './mapping.ts';
import { deadLetterKeys } from './message-key.ts';
import type { Coverage, Trace } from './network.ts';
import { createOperator } from './operator.ts';
import { createProcessor } from './processor-function.ts';
import { createProviders } from './provider.ts';
import { type Cast, type Happening, schedule } from './schedule.ts';
import { createWorld } from './world.ts';

/** What all runs of one simulation have met so far. */
export interface Totals {
  readonly coverage: Coverage;
  readonly behaviours: Map<Behaviour, number>;
  readonly happenings: Map<Happening, number>;
}

export interface RunResult {
  /** What must not happen and did; empty when all invariants hold. */
  readonly breaches: readonly string[];
  readonly handlerRuns: number;
}

export const newTotals = (): Totals => ({ coverage: new Map(), behaviours: new Map(), happenings: new Map() });

/** A run that is still busy after so many steps never ends. */
const maxSteps = 20_000;

/** One run: things go wrong for a while, then nothing does any more, and everything is made good. */
export async function simulate(seed: number, totals: Totals, print: Trace = null): Promise<RunResult> {
  const random = createRandom(seed);
  const isLarge = isLargeRun(seed);
  const events = chooseEvents(random, isLarge);
  const endpoints = new Set(events.map(({ endpoint }) => endpoint));
  const world = createWorld(random, endpoints, totals.coverage, print);
  const { clock, ledger, network } = world;
  const restore = takeOver(clock, random.next);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const handlers = createHandlers(world, totals.behaviours);
    const faults: MappingFaults = { repeatRate: 0 };
    for (const name of endpoints) startMapping(world, name, createProcessor(world, name, handlers), faults);
    const providers = createProviders(world, createIngest(world));
    const cast: Cast = { world, providers, operator: createOperator(world), events };

    const weather = chooseWeather(random, isLarge);
    network.faultRate = weather.faults;
    handlers.troubleRate = weather.trouble;
    handlers.isHopeless = isLarge;
    faults.repeatRate = random.pick([0, 0.1, 0.4]);
    providers.lossRate = random.pick([0, 0.3]);
    schedule(cast, totals.happenings);
    await clock.runAll(maxSteps);
    ledger.checkNothingLost(deadLetterKeys(world));

    network.faultRate = 0;
    handlers.troubleRate = 0;
    faults.repeatRate = 0;
    providers.lossRate = 0;
    await makeGood(cast);
  } catch (error) {
    ledger.breach(`never at rest: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    restore();
    Error.stackTraceLimit = stackTraceLimit;
  }
  return { breaches: ledger.breaches, handlerRuns: ledger.runs() };
}

/** One run in so many has bodies too large for a message, or for a message with a cause. */
const largeEvery = 70;

/** It takes thirty times as long as another. */
export const isLargeRun = (seed: number): boolean => seed % largeEvery === 0;

const chooseWeather = (random: Random, isLarge: boolean) =>
  isLarge
    ? { faults: 0.2, trouble: 0.9 }
    : { faults: random.pick([0, 0.03, 0.1, 0.3]), trouble: random.pick([0, 0.2, 0.6]) };

/** A batch takes as long as three others. */
const alone = ['alpha', 'alpha', 'gamma', 'gamma', 'delta'] as const;

function chooseEvents(random: Random, isLarge: boolean): ProviderEvent[] {
  if (isLarge) {
    const size = random.pick([1_100_000, 1_048_330]);
    return [providerEvent(random.pick<EndpointName>(['alpha', 'gamma']), 'evt_1', 'x'.repeat(size))];
  }
  // The same id at two endpoints is two events.
  const names = random.chance(0.06) ? (['alpha', 'beta'] as const) : [random.pick(alone)];
  const ids = random.chance(0.95) ? ['evt_1'] : ['evt_1', 'evt_2'];
  return names.flatMap((name) => ids.map((id) => providerEvent(name, id)));
}
