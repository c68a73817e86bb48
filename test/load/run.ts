/**
 * `npm run load -- --rate 20 --seconds 60 [--forged-rate 100]`: holds a rate of valid deliveries against the local stack and prints how
 * long they took; with a flood of forged requests beside every second slice, by how much that slowed them down.
 */
import { readNumbers } from '../support/number-options.ts';
import { describeLoad, isSound } from './describe-load.ts';
import { runLoad } from './load.ts';

const usage = 'npm run load -- --rate R --seconds S [--forged-rate F]: R and S are numbers above 0, F one from 0 on';
const numbers = readNumbers({ rate: '20', seconds: '60', 'forged-rate': '0' });
if (!numbers || !(numbers.rate > 0 && numbers.seconds > 0 && numbers['forged-rate'] >= 0)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const options = { rate: numbers.rate, seconds: numbers.seconds, forgedRate: numbers['forged-rate'] };
  const report = await runLoad(options);
  console.log(describeLoad(options, report));
  process.exitCode = isSound(report) ? 0 : 1;
}
