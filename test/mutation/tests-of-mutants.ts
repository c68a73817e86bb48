import type { Mutant } from './instrument.ts';
import type { Journal, Note } from './journal.ts';

/** Test file → the source files that its tests reach. */
function reachIn(notes: readonly Note[], mutants: readonly Mutant[]): ReadonlyMap<string, ReadonlySet<string>> {
  const fileOf = new Map(mutants.map(({ id, file }) => [id, file]));
  const reach = new Map<string, ReadonlySet<string>>();
  for (const note of notes) {
    if (note.kind === 'reached') reach.set(note.file, new Set(note.mutants.map((id) => fileOf.get(id) ?? '')));
  }
  return reach;
}

/**
 * Each mutant that lives and is to be tried with everything loaded anew → the test files to try it with: those that reach it
 * while they are loaded, or by a test that cannot be repeated; of these, those whose tests reach more of the same source file,
 * if there are any.
 */
export function coldMutants(journal: Journal, mutants: readonly Mutant[]): Map<Mutant, ReadonlySet<string>> {
  const [notes, done] = [journal.read(), journal.done()];
  const reach = reachIn(notes, mutants);
  const loading = new Map<string, Set<string>>();
  for (const note of notes) {
    if (note.kind !== 'cold') continue;
    for (const mutant of note.mutants) loading.set(mutant, (loading.get(mutant) ?? new Set()).add(note.file));
  }
  const cold = new Map<Mutant, ReadonlySet<string>>();
  for (const mutant of mutants) {
    const files = loading.get(mutant.id);
    if (!files || done.has(mutant.id)) continue;
    const near = [...files].filter((test) => reach.get(test)?.has(mutant.file));
    cold.set(mutant, near.length > 0 ? new Set(near) : files);
  }
  return cold;
}
