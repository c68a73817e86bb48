/** `npm run chaos -- --minutes 10 [--seed 1] [--rate 40]`: the local stack under load while everything around it fails, then the books. */
import { readNumbers } from '../support/number-options.ts';
import { runChaos } from './chaos.ts';
import { faults } from './faults.ts';
import { describeReport, isSound } from './report.ts';

const usage =
  'npm run chaos -- --minutes M [--seed N] [--rate R]: M is a number above 0, N a whole number, R deliveries a second';
const options = readNumbers({ minutes: '10', seed: String(Date.now() % 2_147_483_647), rate: '40' });
if (!options || !(options.minutes > 0 && options.rate > 0 && Number.isInteger(options.seed))) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const { minutes, seed, rate } = options;
  console.log(`${minutes} minutes, ${rate} deliveries a second, seed ${seed}`);
  const print = (fault: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${fault}`);
  const report = await runChaos({ minutes, seed, rate, faults, print });
  console.log(describeReport(report));
  process.exitCode = isSound(report) ? 0 : 1;
}
