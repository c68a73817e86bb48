import { fates } from './fate.ts';
import { gapsIn, remoteCalls } from './remote-calls.ts';
import type { Outcome } from './run-many.ts';

const number = new Intl.NumberFormat('en-US');
const width = 44;

/** Calls by what became of them, the users' code, and what else happened. */
export function tableOf({ coverage, behaviours, happenings }: Outcome): string {
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(9)).join('');
  const legend = fates.map((fate, index) => `  (${index + 1}) ${fate}`);
  const calls = remoteCalls.map((call) =>
    row(
      call,
      fates.map((fate) => number.format(coverage.get(call)?.[fate] ?? 0)),
    ),
  );
  const counts = (map: ReadonlyMap<string, number>) =>
    [...map].sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => row(name, [number.format(count)]));
  return [
    'What became of each remote call:',
    ...legend,
    row(
      '',
      fates.map((_, index) => `(${index + 1})`),
    ),
    ...calls,
    '',
    'What handlers did:',
    ...counts(behaviours),
    '',
    'What happened:',
    ...counts(happenings),
  ].join('\n');
}

/** Failing seeds and how to see them again, then what was not met. */
export function verdictOf(outcome: Outcome, commit: string): string {
  const { failures, runs, handlerRuns, coverage } = outcome;
  const seen = `${number.format(runs)} runs, ${number.format(handlerRuns)} runs of handlers`;
  const failed = failures.map(
    ({ seed, breaches }) =>
      `✗ seed ${seed} at commit ${commit}\n${breaches.map((breach) => `    ${breach}`).join('\n')}\n` +
      `    see it: npm run -s simulate -- --seed ${seed} --runs 1 --trace`,
  );
  const gaps = gapsIn(coverage).map((gap) => `  never met: ${gap}`);
  const verdict = failures.length === 0 ? `✓ I1 to I8 held in ${seen}` : `✗ ${failures.length} seeds failed in ${seen}`;
  return [...failed, ...gaps, verdict].join('\n');
}
