/** `npm run -s conformance -- [--provider P] DIR…`: plays vector files through the ingest handler. */
import { parseArgs } from 'node:util';
import { runVectors, type Tally } from './run-vectors.ts';
import { VectorFilesError } from './vector.ts';

const usage = 'usage: npm run -s conformance -- [--provider NAME] DIR…';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function readArguments() {
  try {
    return parseArgs({ options: { provider: { type: 'string' } }, allowPositionals: true });
  } catch {
    return fail(usage);
  }
}

function report({ passed, failed, skipped, apart, failures }: Tally): void {
  for (const failure of failures) console.log(failure);
  for (const [kind, counts] of Object.entries(apart)) {
    console.log(`${kind}, counted apart: ${counts.passed} as expected, ${counts.failed} otherwise`);
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

const { values, positionals } = readArguments();
if (positionals.length === 0) fail(usage);
try {
  const tally = await runVectors(positionals, values.provider);
  report(tally);
  process.exitCode = tally.failed > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof VectorFilesError)) throw error;
  fail(error.message);
}
