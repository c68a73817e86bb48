/**
 * `npm run mutate [-- --files lambdas/idempotency/**]`: changes the code in every way that Stryker knows, one change at a time, and
 * sees whether a test fails. Prints the score of each folder and what survives; exit code 1 when something survives that is not
 * in accepted-survivors.ts, when something in there does not, or when a folder is below 90 %.
 */
import { parseArgs } from 'node:util';
import { acceptedSurvivors } from './accepted-survivors.ts';
import { instrument } from './instrument.ts';
import { judge } from './judge.ts';
import { complaintsOf, scoresOf } from './report.ts';

const all = ['idempotency', 'ingest', 'processing', 'verification'].map((folder) => `lambdas/${folder}/**`);
const usage = 'npm run mutate [-- --files PATTERN …]: patterns of TypeScript files, such as lambdas/idempotency/**';

/** A sentence when the arguments are not understood. */
function readPatterns(): readonly string[] | string {
  try {
    const { values, positionals } = parseArgs({
      options: { files: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
    // A shell that knows the pattern has replaced it by many names.
    const patterns = [...(values.files ?? []), ...positionals];
    return patterns.length > 0 ? patterns : all;
  } catch {
    return usage;
  }
}

async function mutate(patterns: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`.padStart(6);
  const tell = (text: string) => console.log(`${seconds()}  ${text}`);
  const code = await instrument(patterns);
  tell(`${code.mutants.length} mutants in ${code.sources.size} files`);
  const verdicts = await judge(code, tell);
  for (const { line } of scoresOf(code.mutants, verdicts)) console.log(line);
  const complaints = complaintsOf(code.mutants, verdicts, acceptedSurvivors);
  for (const complaint of complaints) console.log(`✗ ${complaint}`);
  return complaints.length === 0 ? 0 : 1;
}

const patterns = readPatterns();
if (typeof patterns === 'string') {
  console.error(patterns);
  process.exitCode = 2;
} else {
  process.exitCode = await mutate(patterns);
}
