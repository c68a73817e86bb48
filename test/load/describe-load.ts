import { completedWithinSeconds, type LoadOptions, type LoadReport, type Phase } from './load.ts';
import { percentile } from './percentile.ts';

/** A flood of forged requests may slow valid deliveries down by so much. */
const mostFloodFactor = 2;

/** By how much the flood raised the valid deliveries' p99; null when there was none. */
const floodFactor = ({ quiet, flooded }: LoadReport): number | null =>
  flooded && percentile(flooded.latencies, 0.99) / percentile(quiet.latencies, 0.99);

/** Whether everything accepted was completed, and a flood did no harm. */
export function isSound(report: LoadReport): boolean {
  const { quiet, flooded, forgedTraces } = report;
  const unfinished = quiet.unfinished + (flooded?.unfinished ?? 0);
  return unfinished === 0 && forgedTraces === 0 && (floodFactor(report) ?? 0) <= mostFloodFactor;
}

export function describeLoad({ rate, seconds, forgedRate }: LoadOptions, report: LoadReport): string {
  const { quiet, flooded, forgedAnswers, forgedTraces } = report;
  const phases = flooded ? [quiet, flooded] : [quiet];
  const row = (name: string, value: (phase: Phase) => string) =>
    `  ${name.padEnd(38)}${phases.map((phase) => value(phase).padStart(20)).join('')}`;
  const latency = (name: string, of: (phase: Phase) => readonly number[]) =>
    [0.5, 0.95, 0.99].map((share) =>
      row(`${name} p${share * 100}`, (phase) => `${percentile(of(phase), share).toFixed(1)} ms`),
    );
  const factor = floodFactor(report);
  return [
    `${rate} valid deliveries a second for ${seconds} s${flooded ? `, and again beside ${forgedRate} forged ones a second` : ''}`,
    '',
    row('', (phase) => (phase === quiet ? 'valid alone' : 'beside the flood')),
    row('deliveries', ({ latencies }) => String(latencies.length)),
    row('not answered 2xx', ({ errors }) => describeErrors(errors)),
    ...latency('ingest, from when it was due', ({ latencies }) => latencies),
    ...latency('accepted to completed', ({ endToEnd }) => endToEnd),
    row(`not completed within ${completedWithinSeconds} s`, ({ unfinished }) => String(unfinished)),
    row('drained after', ({ drainSeconds }) => `${drainSeconds.toFixed(2)} s`),
    ...(factor === null
      ? []
      : [
          '',
          `  forged requests answered: ${describeErrors(forgedAnswers)}`,
          `  ${factor <= mostFloodFactor ? '✓' : '✗'} the flood made the valid deliveries' p99 ${factor.toFixed(2)} times as long (at most ${mostFloodFactor})`,
          `  ${forgedTraces === 0 ? '✓' : '✗'} records, messages and dead letters of forged requests: ${forgedTraces}`,
        ]),
  ].join('\n');
}

function describeErrors(errors: ReadonlyMap<number | null, number>): string {
  const texts = [...errors].map(([status, count]) => `${count} × ${status ?? 'no answer'}`);
  return texts.length === 0 ? '0' : texts.join(', ');
}
