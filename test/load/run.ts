/**
 * `npm run load -- --rate 20 --seconds 60 [--forged-rate 100]`: holds a rate of valid deliveries against the local stack and prints how
 * long they took; with a flood of forged requests beside every second slice, by how much that slowed them down.
 */
import { parseArgs } from 'node:util';
import { describeLoad, isSound } from './describe-load.ts';
import { type LoadOptions, runLoad } from './load.ts';

/** A sentence when the arguments are not understood. */
function readOptions(): LoadOptions | string {
  const usage = 'npm run load -- --rate R --seconds S [--forged-rate F]: R and S are numbers above 0, F one from 0 on';
  try {
    const options = {
      rate: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '60' },
      'forged-rate': { type: 'string', default: '0' },
    } as const;
    const { values } = parseArgs({ options });
    const [rate, seconds, forgedRate] = [Number(values.rate), Number(values.seconds), Number(values['forged-rate'])];
    return rate > 0 && seconds > 0 && forgedRate >= 0 ? { rate, seconds, forgedRate } : usage;
  } catch {
    return usage;
  }
}

const options = readOptions();
if (typeof options === 'string') {
  console.error(options);
  process.exitCode = 2;
} else {
  const report = await runLoad(options);
  console.log(describeLoad(options, report));
  process.exitCode = isSound(report) ? 0 : 1;
}
