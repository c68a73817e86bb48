import { dirname } from 'node:path';
import type { AcceptedSurvivor } from './accepted-survivors.ts';
import type { Mutant } from './instrument.ts';
import type { Verdict } from './judge.ts';

export type Verdicts = ReadonlyMap<string, Verdict>;

/** Percent of a folder's mutants that the tests must kill. */
const wantedScore = 90;

const cut = (text: string) => (text.length > 70 ? `${text.slice(0, 70)}…` : text);

/** How a mutant is named, here and in accepted-survivors.ts. */
export const nameOf = ({ mutator, original, replacement }: Pick<Mutant, 'mutator' | 'original' | 'replacement'>) =>
  `${mutator} ${cut(original)} → ${cut(replacement)}`;

const lives = (verdict: Verdict | undefined) => verdict === 'survived' || verdict === 'unreached';

const isAccepted = (mutant: Mutant, { file, line, mutant: name }: AcceptedSurvivor) =>
  mutant.file === file && mutant.code.includes(line) && nameOf(mutant) === name;

interface Score {
  readonly folder: string;
  readonly line: string;
  readonly score: number;
}

/** A line for each folder: how many mutants, what became of them, and the share that was killed. */
export function scoresOf(mutants: readonly Mutant[], verdicts: Verdicts): Score[] {
  const folders = Map.groupBy(mutants, ({ file }) => dirname(file));
  return [...folders].map(([folder, members]) => {
    const count = (verdict: Verdict) => members.filter(({ id }) => verdicts.get(id) === verdict).length;
    const score = (100 * (count('killed') + count('timeout'))) / members.length;
    const counts = (['killed', 'timeout', 'survived', 'unreached'] as const).map((name) => `${name} ${count(name)}`);
    return { folder, score, line: `${folder}: ${members.length} mutants, ${counts.join(', ')}: ${score.toFixed(1)} %` };
  });
}

/** What makes the run fail, in lines to print; none when all is well. */
export function complaintsOf(
  mutants: readonly Mutant[],
  verdicts: Verdicts,
  accepted: readonly AcceptedSurvivor[],
): string[] {
  const files = new Set(mutants.map(({ file }) => file));
  const alive = mutants.filter(({ id }) => lives(verdicts.get(id)));
  const survivors = alive.filter((mutant) => !accepted.some((one) => isAccepted(mutant, one)));
  // One that ran out of time may survive on a faster machine.
  const maybe = mutants.filter(({ id }) => verdicts.get(id) !== 'killed');
  const stale = accepted.filter((one) => files.has(one.file) && !maybe.some((mutant) => isAccepted(mutant, one)));
  const low = scoresOf(mutants, verdicts).filter(({ score }) => score < wantedScore);
  return [
    ...survivors.map((mutant) => `${verdicts.get(mutant.id)} ${mutant.file}:${mutant.line} ${nameOf(mutant)}`),
    ...stale.map(({ file, line, mutant }) => `accepted, but does not survive: ${file} "${line}" ${mutant}`),
    ...low.map(({ folder }) => `${folder} is below ${wantedScore} %`),
  ];
}
