import { availableParallelism } from 'node:os';
import type { Instrumented } from './instrument.ts';
import { openJournal } from './journal.ts';
import { failedIn, inThisFolder, startVitest } from './start-vitest.ts';

/** A process that says nothing for so long hangs: no attempt takes a quarter of it. */
const silenceMs = 120_000;

/** Ends the processes in which a mutant hangs. Returns a function that stops watching. */
function watch(path: string): () => void {
  const journal = openJournal(path);
  let [before, since] = [0, Date.now()];
  const timer = setInterval(() => {
    const { length } = journal.read();
    if (length !== before) [before, since] = [length, Date.now()];
    if (Date.now() - since < silenceMs) return;
    for (const pid of journal.trying().keys()) process.kill(pid, 'SIGKILL');
  }, 5_000);
  return () => clearInterval(timer);
}

/** Mutants that ended their process: they are done with. */
function buryDead(path: string): number {
  const journal = openJournal(path);
  const dead = [...journal.trying()];
  for (const [pid, mutant] of dead) {
    journal.write({ kind: 'timeout', mutant });
    journal.write({ kind: 'idle', pid });
  }
  return dead.length;
}

/** Every test that is quick enough once, and again for each mutant that it reaches. */
export async function judgeWarm(
  code: Instrumented,
  pass: Pass,
  tell: (text: string) => void,
  finished: ReadonlySet<string> = new Set(),
): Promise<void> {
  const vitest = await startVitest(code, pass, {
    include: [...pass.include],
    runner: inThisFolder('mutant-runner.ts'),
    maxWorkers: availableParallelism(),
    // So that those that are repeated are of many providers.
    sequence: { shuffle: { tests: true, files: false } },
    // A test takes as long as all of its mutants.
    testTimeout: 3_600_000,
  });
  const stopWatching = watch(pass.journal);
  const specifications = await vitest.globTestSpecifications();
  const { testModules } = await vitest.runTestSpecifications(
    specifications.filter(({ moduleId }) => !finished.has(moduleId)),
  );
  stopWatching();
  await vitest.close();
  if (buryDead(pass.journal) > 0) {
    const ended = testModules.filter((module) => module.state() === 'passed').map(({ moduleId }) => moduleId);
    return judgeWarm(code, pass, tell, new Set([...finished, ...ended]));
  }
  for (const module of failedIn(testModules)) tell(`${module.relativeModuleId} fails without a mutant`);
}

interface Pass {
  readonly journal: string;
  readonly include: readonly string[];
  readonly slowestMs: number;
  readonly mostTries: number;
}
