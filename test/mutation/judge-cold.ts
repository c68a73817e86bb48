import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import type { TestSpecification } from 'vitest/node';
import type { Instrumented, Mutant } from './instrument.ts';
import { openJournal } from './journal.ts';
import { AsNamed, failedIn, inThisFolder, nearTests, startVitest } from './start-vitest.ts';
import { coldMutants } from './tests-of-mutants.ts';

/** The test files that fail with the mutant on, in the order below; it stops at the first. */
type Failures = (mutant: Mutant | null, files: ReadonlySet<string>) => Promise<ReadonlySet<string>>;

/** The test of the same name first, then those of the folder, then all others; quick ones before slow ones. */
function inOrder(files: TestSpecification[], source: string, took: ReadonlyMap<string, number>): TestSpecification[] {
  const folder = `/${basename(dirname(source))}/`;
  const own = `${folder}${basename(source, '.ts')}.test.ts`;
  const farness = (path: string) => (path.endsWith(own) ? 0 : path.includes(folder) ? 1 : 2);
  const ms = (path: string) => took.get(path) ?? 0;
  return files.toSorted(({ moduleId: a }, { moduleId: b }) => farness(a) - farness(b) || ms(a) - ms(b));
}

async function startCold(code: Instrumented, journal: string): Promise<{ fails: Failures; stop: () => Promise<void> }> {
  const vitest = await startVitest(
    code,
    { journal },
    {
      include: nearTests,
      setupFiles: [inThisFolder('fewer-runs.ts'), inThisFolder('load-anew.ts')],
      isolate: false,
      maxWorkers: 1,
      bail: 1,
      // As in `npm test`: on a busy machine, a file that runs out of time without a mutant tells nothing of any.
      testTimeout: 30_000,
      sequence: { sequencer: AsNamed },
    },
  );
  const specifications = await vitest.globTestSpecifications();
  const took = new Map<string, number>();
  const fails: Failures = async (mutant, files) => {
    vitest.provide('activeMutant', mutant?.id ?? '');
    vitest.state.filesMap.clear();
    const chosen = specifications.filter(({ moduleId }) => files.has(moduleId));
    const { testModules } = await vitest.runTestSpecifications(inOrder(chosen, mutant?.file ?? '', took));
    for (const module of testModules) took.set(module.moduleId, module.diagnostic().duration);
    return new Set(failedIn(testModules).map(({ moduleId }) => moduleId));
  };
  return { fails, stop: () => vitest.close() };
}

/** Each mutant of what is computed while a module loads, with everything loaded anew. One file that fails must pass without it. */
export async function judgeCold(code: Instrumented, path: string, tell: (text: string) => void) {
  const journal = openJournal(path);
  const cold = coldMutants(journal, code.mutants);
  tell(`${cold.size} are computed while loading`);
  const queue = cold.entries();
  let count = 0;
  const worker = async () => {
    const { fails, stop } = await startCold(code, path);
    for (const [mutant, files] of queue) {
      journal.write({ kind: 'try', mutant: mutant.id, pid: process.pid });
      const failed = await fails(mutant, files);
      const without = failed.size > 0 ? await fails(null, failed) : failed;
      if (failed.difference(without).size > 0) journal.write({ kind: 'killed', mutant: mutant.id });
      count += 1;
      if (count % 50 === 0) tell(`${count} of ${cold.size} tried with everything loaded anew`);
    }
    await stop();
  };
  const workers = Math.min(availableParallelism(), cold.size);
  await Promise.all(Array.from({ length: workers }, worker));
  // Else the last one counts as what this process hangs in.
  journal.write({ kind: 'idle', pid: process.pid });
}
