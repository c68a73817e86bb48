import type { ProbeAnswer } from './ports.ts';
import { type CheckResult, found, notChecked, right } from './report.ts';

/**
 * How far this machine's clock may be off, in milliseconds. AWS refuses requests, and most providers' schemes deliveries, from
 * five minutes on: a tenth of that is more than the whole seconds of a Date header and a slow answer can make, and
 * little enough to be put right before anything is refused.
 */
const allowedMs = 30_000;

export const setClock =
  'set the clock from the network: timedatectl set-ntp true (Linux), sudo sntp -sS time.apple.com (macOS)';

/** This machine's clock against that of whatever answered the probes: the inbox, or what stands in front of it. */
export function checkClock(answers: readonly ProbeAnswer[]): CheckResult {
  const skews = answers.flatMap(skewMs);
  if (skews.length === 0) return notChecked('no answer came that carries a Date header');
  // One answer from a cache may be old; the clock is wrong when all agree.
  const least = skews.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
  if (Math.abs(least) <= allowedMs) return right(`${(least / 1000).toFixed(0)} s off`);
  const seconds = Math.round(Math.abs(least) / 1000);
  return found({
    code: 'CLOCK_SKEW',
    sentence: `this machine’s clock is ${seconds} s ${least > 0 ? 'ahead' : 'behind'}: what it signs is refused as too ${least > 0 ? 'new' : 'old'}`,
    remedy: setClock,
  });
}

/** 0 while the times can agree: a Date header says the second that had begun when the answer was made. */
function skewMs(answer: ProbeAnswer): readonly number[] {
  if (answer.kind === 'failed' || answer.dateMs === null) return [];
  const { dateMs, sentMs, answeredMs } = answer;
  if (sentMs > dateMs + 1000) return [sentMs - dateMs - 1000];
  return [answeredMs < dateMs ? answeredMs - dateMs : 0];
}
