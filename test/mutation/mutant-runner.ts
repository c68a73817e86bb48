import { inject, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner } from 'vitest';
import { openJournal } from './journal.ts';
import { switches } from './switches.ts';

declare module 'vitest' {
  interface ProvidedContext {
    journal: string;
    activeMutant: string;
    /** Tests that take longer are run once, without a mutant. */
    slowestMs: number;
    /** Tests of one file that are repeated for a mutant. */
    mostTries: number;
  }
}

// Tests replace timers and clock.
const { setTimeout: later, clearTimeout: cancel } = globalThis;
const clock = performance.now.bind(performance);

type Verdict = 'survived' | 'killed' | 'timeout';

/**
 * Runs every test as vitest does, then again for each mutant that it reached and that still lives, in the same process: a
 * millisecond instead of the second that a process of its own takes. After each kill the test must pass again without a
 * mutant; one that does not is left alone, and its mutants are tried with everything loaded anew.
 */
// biome-ignore lint/style/noDefaultExport: vitest takes the runner that a file exports so
export default class MutantRunner extends TestRunner {
  private readonly journal = openJournal(inject('journal'));
  private readonly reached = new Set<string>();
  private readonly tries = new Map<string, number>();

  onCollected(files: RunnerTestFile[]) {
    const loaded = Object.keys(switches.mutantCoverage?.static ?? {});
    for (const { filepath } of files) this.journal.write({ kind: 'cold', mutants: loaded, file: filepath });
  }

  override onAfterRunFiles(files: RunnerTestFile[]) {
    super.onAfterRunFiles(files);
    for (const { filepath } of files)
      this.journal.write({ kind: 'reached', mutants: [...this.reached], file: filepath });
  }

  override onBeforeTryTask(test: RunnerTestCase, options: { retry: number; repeats: number }) {
    super.onBeforeTryTask(test, options);
    switches.currentTestId = test.id;
  }

  async runTask(test: RunnerTestCase) {
    const startedAt = clock();
    try {
      await runBody(test);
    } finally {
      switches.currentTestId = undefined;
    }
    const ms = clock() - startedAt;
    const hits = switches.mutantCoverage?.perTest[test.id] ?? {};
    for (const mutant of Object.keys(hits)) this.reached.add(mutant);
    const done = this.journal.done();
    const most = inject('mostTries');
    const alive = Object.entries(hits).filter(([id]) => !done.has(id) && (this.tries.get(id) ?? 0) < most);
    if (alive.length === 0 || ms > inject('slowestMs')) return;
    await this.tryAll(test, ms, alive);
    this.journal.write({ kind: 'idle', pid: process.pid });
  }

  private async tryAll(test: RunnerTestCase, ms: number, alive: readonly (readonly [string, number])[]) {
    const again = `${test.id} again`;
    switches.currentTestId = again;
    const repeats = (await attempt(test, ms, null)) === 'survived';
    switches.currentTestId = undefined;
    const reachedAgain = switches.mutantCoverage?.perTest[again] ?? {};
    // What a module computes when a test is the first to import it is not reached again.
    const warm = repeats ? alive.filter(([mutant]) => mutant in reachedAgain) : [];
    this.leave(
      test,
      alive.filter((entry) => !warm.includes(entry)),
    );
    for (const [index, [mutant, hits]] of warm.entries()) {
      this.journal.write({ kind: 'try', mutant, pid: process.pid });
      this.tries.set(mutant, (this.tries.get(mutant) ?? 0) + 1);
      const verdict = await attempt(test, ms, { mutant, hits });
      if (verdict === 'survived') continue;
      this.journal.write({ kind: verdict, mutant });
      if ((await attempt(test, ms, null)) !== 'survived') return this.leave(test, warm.slice(index + 1));
    }
  }

  private leave(test: RunnerTestCase, left: readonly (readonly [string, number])[]) {
    const mutants = left.map(([mutant]) => mutant);
    if (mutants.length > 0) this.journal.write({ kind: 'cold', mutants, file: test.file.filepath });
  }
}

async function runBody(test: RunnerTestCase) {
  await TestRunner.getTestFn(test)();
}

const suitesOf = (test: RunnerTestCase): RunnerTestSuite[] => {
  const suites: RunnerTestSuite[] = [];
  for (let suite: RunnerTestSuite | undefined = test.suite ?? test.file; suite; suite = suite.suite)
    suites.unshift(suite);
  return suites[0] === test.file ? suites : [test.file, ...suites];
};

async function repeat(test: RunnerTestCase) {
  const suites = suitesOf(test);
  try {
    for (const suite of suites) {
      for (const hook of TestRunner.getSuiteHooks(suite).beforeEach) await hook(test.context, suite);
    }
    await runBody(test);
  } finally {
    for (const suite of suites.toReversed()) {
      for (const hook of TestRunner.getSuiteHooks(suite).afterEach) await hook(test.context, suite);
    }
  }
}

/** One more run of the test, with the mutant on. It may take ten times as long as without one, and three seconds more. */
async function attempt(
  test: RunnerTestCase,
  ms: number,
  on: { readonly mutant: string; readonly hits: number } | null,
): Promise<Verdict> {
  switches.activeMutant = on?.mutant;
  switches.hitCount = 0;
  switches.hitLimit = (on?.hits ?? 0) * 100 + 1000;
  const { promise: late, resolve } = Promise.withResolvers<Verdict>();
  const timer = later(() => resolve('timeout'), ms * 10 + 3000);
  const run = repeat(test).then(
    (): Verdict => 'survived',
    (): Verdict => 'killed',
  );
  const verdict = await Promise.race([run, late]);
  cancel(timer);
  switches.activeMutant = undefined;
  return verdict;
}
