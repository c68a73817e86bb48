import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instrumented } from './instrument.ts';
import { openJournal } from './journal.ts';
import { judgeCold } from './judge-cold.ts';
import { judgeWarm } from './judge-warm.ts';
import { catalogueTests, nearTests, wideTests } from './start-vitest.ts';

/** `unreached`: no test runs that code at all. */
export type Verdict = 'killed' | 'timeout' | 'survived' | 'unreached';

/** What became of each mutant, by its id. */
export async function judge(code: Instrumented, tell: (text: string) => void): Promise<ReadonlyMap<string, Verdict>> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-mutants-'));
  const path = join(folder, 'journal');
  try {
    const all = Number.MAX_SAFE_INTEGER;
    const pass = { journal: path, slowestMs: 10_000, mostTries: all };
    await judgeWarm(code, { ...pass, include: nearTests, slowestMs: 300 }, tell);
    tell('every quick test was repeated for the mutants that it reaches');
    await judgeCold(code, path, tell);
    await judgeWarm(code, { ...pass, include: [...nearTests, ...wideTests], mostTries: 6 }, tell);
    tell('slow tests, vectors and attacks were repeated for those that lived');
    await judgeWarm(code, { ...pass, include: catalogueTests, mostTries: 25 }, tell);
    tell('the catalogue was asked as well');
    const verdicts = new Map<string, Verdict>();
    for (const note of openJournal(path).read()) {
      // Another process may still try what one has killed.
      if (note.kind === 'try' && !verdicts.has(note.mutant)) verdicts.set(note.mutant, 'survived');
      if (note.kind === 'killed' || note.kind === 'timeout') verdicts.set(note.mutant, note.kind);
    }
    return new Map(code.mutants.map(({ id }) => [id, verdicts.get(id) ?? 'unreached']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
