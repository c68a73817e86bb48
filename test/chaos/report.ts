import type { ChaosReport } from './chaos.ts';

/** Whether the promise held. */
export const isSound = ({ verdict }: ChaosReport): boolean =>
  [...verdict.violations.values()].every((events) => events.length === 0);

/** Violations name at most this many events. */
const named = 5;

export function describeReport(report: ChaosReport): string {
  const { verdict, answers, faults, kills, seconds, drainSeconds } = report;
  const violations = [...verdict.violations].map(([name, events]) => [name, events.length] as const);
  const details = [...verdict.violations].filter(([, events]) => events.length > 0);
  return [
    ...section('deliveries by answer', sorted(answers)),
    ...section('faults injected', sorted(faults)),
    ...section('killed', sorted(kills)),
    ...section('events', [
      ['accepted', verdict.accepted],
      ['completed', verdict.completed],
      ['dead letters', verdict.dead],
      ['handler runs beyond one (ran again after a crash)', verdict.ranAgain],
    ]),
    ...section('must be 0', violations),
    '',
    ...details.map(
      ([name, events]) => `✗ ${name}: ${events.slice(0, named).join(', ')}${events.length > named ? ', …' : ''}`,
    ),
    `${isSound(report) ? 'nothing lost, nothing completed twice' : 'the promise was broken'} in ${seconds.toFixed(0)} s, drained in ${drainSeconds.toFixed(1)} s, seed ${report.seed}`,
  ].join('\n');
}

const number = new Intl.NumberFormat('en-US');

function section(title: string, rows: readonly (readonly [string, number])[]): readonly string[] {
  return ['', title, ...rows.map(([name, count]) => `  ${name.padEnd(52)} ${number.format(count).padStart(10)}`)];
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => a.localeCompare(b));
