/**
 * `npm run simulate -- --runs N --seed S [--workers W] [--trace]`: so many runs of the real handlers, each with a seed of its own
 * from S on, while every remote call may fail in every way. Exit code 1 when an invariant broke, or when 20,000 runs did not meet
 * every fate of every call.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gapsIn } from './remote-calls.ts';
import { tableOf, verdictOf } from './report.ts';
import { addUp, type Outcome } from './run-many.ts';
import { newTotals, simulate } from './simulate.ts';

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly workers: number;
  readonly trace: boolean;
}

const usage =
  'npm run simulate -- [--runs N] [--seed S] [--workers W] [--trace]: whole numbers; --trace prints all that happens in one run';
/** Fewer may miss a fate of a rare call. */
const runsThatMeetAll = 20_000;

/** A sentence when the arguments are not understood. */
function readOptions(): Options | string {
  try {
    const text = (value: string) => ({ type: 'string', default: value }) as const;
    const cores = String(availableParallelism());
    const { values } = parseArgs({
      options: {
        runs: text('10000'),
        seed: text('1'),
        workers: text(cores),
        trace: { type: 'boolean', default: false },
      },
    });
    const [runs, seed, workers] = [Number(values.runs), Number(values.seed), Number(values.workers)];
    const whole = [runs, seed, workers].every((value) => Number.isSafeInteger(value) && value > 0);
    return whole ? { runs, seed, workers: Math.min(workers, runs), trace: values.trace } : usage;
  } catch {
    return usage;
  }
}

async function inThread(workerData: { runs: number; seed: number; step: number }): Promise<Outcome> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  const [outcome] = (await once(worker, 'message')) as [Outcome];
  return outcome;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

async function traceRuns({ runs, seed }: Options): Promise<boolean> {
  let held = true;
  for (let next = seed; next < seed + runs; next += 1) {
    const { breaches } = await simulate(next, newTotals(), console.log);
    if (breaches.length > 0) held = false;
  }
  return held;
}

async function runAll({ runs, seed, workers }: Options): Promise<boolean> {
  const startedAt = performance.now();
  const share = (index: number) => Math.floor((runs + workers - 1 - index) / workers);
  const threads = Array.from({ length: workers }, (_, index) =>
    inThread({ runs: share(index), seed: seed + index, step: workers }),
  );
  const outcome = addUp(await Promise.all(threads));
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`${tableOf(outcome)}\n\n${verdictOf(outcome, commit())}`);
  const { user, system } = process.cpuUsage();
  const perCore = Math.round(outcome.runs / ((user + system) / 1e6));
  console.log(`seeds from ${seed} on, ${seconds.toFixed(1)} s: ${perCore} runs for each second of a core`);
  const met = outcome.runs < runsThatMeetAll || gapsIn(outcome.coverage).length === 0;
  return outcome.failures.length === 0 && met;
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else {
  process.exitCode = (await (options.trace ? traceRuns(options) : runAll(options))) ? 0 : 1;
}
