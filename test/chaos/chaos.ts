import { join } from 'node:path';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import type { RecordStatus } from '../../lambdas/idempotency/store.ts';
import { createRandom } from '../support/random.ts';
import { readRecords } from './connected-inbox.ts';
import { drain, takeDeadLetters } from './drain.ts';
import type { Inject, Scene } from './faults.ts';
import { type Ledger, openLedger, readLines } from './ledger.ts';
import { type Load, startLoad } from './load.ts';
import { shuffled } from './shuffled.ts';
import { type Evidence, judge, type RunLine, type Verdict } from './verdict.ts';
import { startWorld, type World } from './world.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** Deliveries a second. */
  readonly rate: number;
  readonly faults: ReadonlyMap<string, Inject>;
  /** Cycles go on until then; every fault is met once in each. @default one cycle */
  readonly minutes?: number;
  /** Deliveries that must be accepted between two faults. @default 25 */
  readonly between?: number;
  readonly print?: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: number;
  /** By status, and `no answer`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<string, number>;
  readonly kills: ReadonlyMap<string, number>;
  readonly seconds: number;
  readonly drainSeconds: number;
  readonly verdict: Verdict;
}

const drainLimitMs = 180_000;
/** Too few accepted for so long means that something is stuck. */
const stuckMs = 60_000;

/** Load and faults until the time is over, then quiet, then the judgement. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, rate, print = () => {} } = options;
  const world = await startWorld();
  const ledger = openLedger(join(world.folder, 'ledger.ndjson'));
  // The order of the faults has numbers of its own: how many the load draws meanwhile is never the same twice.
  const random = createRandom(seed + 1).next;
  const load = startLoad({ url: world.stack.url, keys: world.keys, ledger, rate, random });
  const counts = { faults: new Map<string, number>(), kills: new Map<string, number>() };
  const scene: Scene = { world, load, random, count: (group, name) => increment(counts[group], name) };
  const troubles = new Map<string, readonly string[]>();
  try {
    const startedMs = performance.now();
    await disturbUntilOver(scene, options, troubles, print);
    await load.stop();
    const stoppedMs = performance.now();
    const left = await drain(world, drainLimitMs);
    if (left !== null) troubles.set('messages that do not end', [`${left} after ${drainLimitMs / 1000} s`]);
    const drainSeconds = (performance.now() - stoppedMs) / 1000;
    const evidence = await collect(world, ledger);
    troubles.set('completed, and queued again', await sendCompletedAgain(world, load, evidence.records));
    const verdict = judge(evidence);
    return {
      seed,
      answers: countBy(ledger.read().map(({ status }) => (status === null ? 'no answer' : String(status)))),
      ...counts,
      seconds: (stoppedMs - startedMs) / 1000,
      drainSeconds,
      verdict: { ...verdict, violations: new Map([...verdict.violations, ...troubles]) },
    };
  } finally {
    await load.stop();
    ledger.close();
    await world.remove();
  }
}

async function disturbUntilOver(
  scene: Scene,
  { seed, faults, minutes = 0, between = 25 }: ChaosOptions,
  troubles: Map<string, readonly string[]>,
  print: (line: string) => void,
): Promise<void> {
  const { world, load } = scene;
  const order = createRandom(seed).next;
  const untilMs = performance.now() + minutes * 60_000;
  do {
    for (const [name, inject] of shuffled([...faults], order)) {
      print(name);
      await inject(scene);
      // Between two faults everything must work again: what is accepted then came through.
      if (!(await within(stuckMs, load.accepted(between)))) troubles.set('stuck', [`after: ${name}`]);
      if (world.stack.runs()) continue;
      troubles.set('the stack ended by itself', [`after: ${name}`]);
      await world.stack.start();
    }
  } while (performance.now() < untilMs);
}

async function within(limitMs: number, promise: Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, limitMs, false);
  const inTime = await Promise.race([promise.then(() => true), late.promise]);
  clearTimeout(timer);
  return inTime;
}

/** Sends deliveries of completed events once more. Those that were not answered 200, and calls that they led to. */
async function sendCompletedAgain({ observed }: World, load: Load, records: Records): Promise<readonly string[]> {
  const completed = load
    .acceptedDeliveries()
    .filter(({ endpoint, eventIds: [id = ''] }) => records.get(eventKey(endpoint, id)) === 'COMPLETED')
    .slice(-50);
  const calls = () => observed.count('SendMessage') + observed.count('UpdateItem');
  const before = calls();
  const statuses = await Promise.all(completed.map((planned) => load.send(planned)));
  const refused = completed.flatMap(({ eventIds }, index) => (statuses[index] === 200 ? [] : eventIds.slice(0, 1)));
  return calls() > before ? [...refused, `${calls() - before} calls more`] : refused;
}

type Records = ReadonlyMap<string, RecordStatus>;

async function collect(world: World, ledger: Ledger): Promise<Evidence> {
  return {
    ledger: ledger.read(),
    records: await readRecords(world.inbox),
    deadLetters: await takeDeadLetters(world),
    completions: world.observed.completions,
    journal: world.stack.journal(),
    runs: readLines<RunLine>(world.runsPath),
    forgedWrites: world.observed.watchedWrites(),
  };
}

const increment = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) increment(counts, name);
  return counts;
}
