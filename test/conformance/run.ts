/** `npm run -s conformance -- [--provider P] DIR…`: plays vector files through the ingest handler. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runVectors } from './run-vectors.ts';

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

const { values, positionals } = readArguments();
if (positionals.length === 0) fail(usage);
for (const folder of positionals) {
  if (!existsSync(folder)) fail(`${folder} is not there: name a folder or a file of vectors.`);
}

const { passed, failed, skipped, apart, failures } = await runVectors(positionals, values.provider);
for (const failure of failures) console.log(failure);
for (const [kind, counts] of Object.entries(apart)) {
  console.log(`${kind}, counted apart: ${counts.passed} as expected, ${counts.failed} otherwise`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
