/** `npm run fuzz -- --minutes 10 [--seed 1]`: deliveries for every provider and invocations of processors, until the time is over. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { deliveries } from './deliveries.ts';
import { createPlay, type Play } from './ingest-property.ts';
import { invocations, playInvocation } from './processor-property.ts';

interface Options {
  readonly minutes: number;
  readonly seed: number;
}

/** A sentence when the arguments are not understood. */
function readOptions(): Options | string {
  const usage = 'npm run fuzz -- --minutes M [--seed N]: M is a number above 0, N a whole number';
  try {
    const options = { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } } as const;
    const { values } = parseArgs({ options });
    const minutes = Number(values.minutes);
    const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);
    return minutes > 0 && Number.isInteger(seed) ? { minutes, seed } : usage;
  } catch {
    return usage;
  }
}

const counts = new Map<string, number>();
const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
const number = new Intl.NumberFormat('en-US');

/** What failed, with all that is needed to see it again; null when nothing did. */
async function fuzzProvider(name: string, play: Play, seed: number): Promise<string | null> {
  const property = fc.asyncProperty(deliveries, async (delivery) => {
    const { verdict, judgement } = await play(delivery);
    count(`deliveries ${verdict}`);
    count(`judged ${judgement}`);
  });
  const result = await fc.check(property, { seed, numRuns: 100 });
  return result.failed ? `${name}, seed ${seed}: ${await fc.asyncDefaultReportMessage(result)}` : null;
}

async function fuzzProcessors(seed: number): Promise<string | null> {
  const property = fc.asyncProperty(invocations, async (invocation) => {
    for (const outcome of await playInvocation(invocation)) count(`attempts ${outcome}`);
  });
  const result = await fc.check(property, { seed, numRuns: 500 });
  return result.failed ? `processors, seed ${seed}: ${await fc.asyncDefaultReportMessage(result)}` : null;
}

async function fuzz({ minutes, seed }: Options): Promise<string | null> {
  const until = performance.now() + minutes * 60_000;
  const plays = [...catalogue].map(([name, provider]) => [name, createPlay(provider)] as const);
  for (let round = seed; ; round += 1) {
    for (const [name, play] of plays) {
      const failure = await fuzzProvider(name, play, round);
      if (failure || performance.now() > until) return failure;
    }
    const failure = await fuzzProcessors(round);
    if (failure) return failure;
  }
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else {
  console.log(`${catalogue.size} providers, ${options.minutes} minutes, seed ${options.seed}`);
  const failure = await fuzz(options);
  for (const [name, times] of [...counts].sort())
    console.log(`${name.padEnd(28)} ${number.format(times).padStart(12)}`);
  console.log(failure === null ? 'nothing failed' : `✗ ${failure}`);
  process.exitCode = failure === null ? 0 : 1;
}
