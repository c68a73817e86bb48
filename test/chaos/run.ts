/** `npm run chaos -- --minutes 10 [--seed 1] [--rate 40]`: the local stack under load while everything around it fails, then the books. */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';
import { faults } from './faults.ts';
import { describeReport, isSound } from './report.ts';

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly rate: number;
}

/** A sentence when the arguments are not understood. */
function readOptions(): Options | string {
  const usage =
    'npm run chaos -- --minutes M [--seed N] [--rate R]: M is a number above 0, N a whole number, R deliveries a second';
  try {
    const options = {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      rate: { type: 'string', default: '40' },
    } as const;
    const { values } = parseArgs({ options });
    const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
    const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);
    return minutes > 0 && rate > 0 && Number.isInteger(seed) ? { minutes, seed, rate } : usage;
  } catch {
    return usage;
  }
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else {
  const { minutes, seed, rate } = options;
  console.log(`${minutes} minutes, ${rate} deliveries a second, seed ${seed}`);
  const print = (fault: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${fault}`);
  const report = await runChaos({ minutes, seed, rate, faults, print });
  console.log(describeReport(report));
  process.exitCode = isSound(report) ? 0 : 1;
}
