import { join } from 'node:path';
import {
  BaseSequencer,
  createVitest,
  type InlineConfig,
  type TestModule,
  type TestSpecification,
  type Vitest,
} from 'vitest/node';
import { type Instrumented, root } from './instrument.ts';

/** The tests of the code that is mutated, and the contract of its stores. */
export const nearTests = [
  'test/unit/{idempotency,ingest,processing,providers,runtime,verification}/**/*.test.ts',
  'test/contract/store.test.ts',
];
/** The vectors and the attacks, for what those leave alive. They start no process and no server. */
export const wideTests = [
  'test/attacks/{body,cost,information,processor,replay,routing,signature,ssrf,timestamp}.test.ts',
  'test/conformance/conformance.test.ts',
  'test/flow/{inbox,unsigned-ids}.test.ts',
];
/** The whole catalogue: thousands of tests that differ in their provider. */
export const catalogueTests = ['test/contract/providers*.test.ts'];

/** The test files in the order in which they are named. */
export class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return files;
  }
}

export const failedIn = (modules: readonly TestModule[]) => modules.filter((module) => module.state() === 'failed');

export const inThisFolder = (name: string) => join(import.meta.dirname, name);

/** vitest as `npm test` has it, where the code is the instrumented one. */
export async function startVitest(
  { sources }: Instrumented,
  {
    journal,
    slowestMs = 0,
    mostTries = 0,
  }: { readonly journal: string; readonly slowestMs?: number; readonly mostTries?: number },
  options: InlineConfig,
): Promise<Vitest> {
  const load = (id: string) => sources.get(id.split('?')[0] ?? '') ?? null;
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      // vitest keeps it by the text of the files, and the mutants are not in there.
      fsModuleCache: false,
      setupFiles: [inThisFolder('fewer-runs.ts')],
      hookTimeout: 60_000,
      pool: 'forks',
      reporters: [{}],
      onConsoleLog: () => false,
      provide: { journal, activeMutant: '', slowestMs, mostTries },
      // A mutant that takes all memory is found out soon.
      execArgv: ['--max-old-space-size=1500', '--no-warnings'],
      ...options,
    },
    { plugins: [{ name: 'mutants', enforce: 'pre', load }] },
  );
  await vitest.standalone();
  return vitest;
}
