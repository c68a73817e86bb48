import { type Fate, fates } from './fate.ts';
import { isLargeRun, newTotals, simulate, type Totals } from './simulate.ts';

export interface Failure {
  readonly seed: number;
  readonly breaches: readonly string[];
}

/** What many runs came to; plain data, so that it passes between threads. */
export interface Outcome extends Totals {
  readonly runs: number;
  readonly handlerRuns: number;
  readonly failures: readonly Failure[];
}

/** So many failing seeds are enough to look at. */
const enoughFailures = 5;

/** So many large runs meet every fate of the calls that only they make; more would take most of the time. */
const enoughLarge = 75;

/** Runs so many seeds from `seed` on, every `step`-th one. */
export async function runMany({
  runs,
  seed,
  step = 1,
}: {
  runs: number;
  seed: number;
  step?: number;
}): Promise<Outcome> {
  const totals = newTotals();
  const failures: Failure[] = [];
  let [done, handlerRuns, large] = [0, 0, 0];
  for (let next = seed; done < runs && failures.length < enoughFailures; next += step) {
    if (isLargeRun(next) && large++ >= enoughLarge) continue;
    const result = await simulate(next, totals);
    done += 1;
    handlerRuns += result.handlerRuns;
    if (result.breaches.length > 0) failures.push({ seed: next, breaches: result.breaches });
  }
  return { ...totals, runs: done, handlerRuns, failures };
}

const added = <K>(maps: readonly ReadonlyMap<K, number>[]): Map<K, number> => {
  const sums = new Map<K, number>();
  for (const map of maps) for (const [key, count] of map) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
};

export function addUp(outcomes: readonly Outcome[]): Outcome {
  const coverage: Outcome['coverage'] = new Map();
  for (const outcome of outcomes) {
    for (const [kind, row] of outcome.coverage) {
      const sum = coverage.get(kind);
      const entries = fates.map((fate) => [fate, row[fate] + (sum?.[fate] ?? 0)]);
      coverage.set(kind, Object.fromEntries(entries) as Record<Fate, number>);
    }
  }
  return {
    coverage,
    behaviours: added(outcomes.map(({ behaviours }) => behaviours)),
    happenings: added(outcomes.map(({ happenings }) => happenings)),
    runs: outcomes.reduce((sum, { runs }) => sum + runs, 0),
    handlerRuns: outcomes.reduce((sum, one) => sum + one.handlerRuns, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}
