import { appendFileSync, closeSync, existsSync, openSync, readSync } from 'node:fs';

/**
 * What the test processes tell: a mutant is tried, by process `pid`, or was killed by a test, or none is tried just now; mutants were reached while a file was loaded or by a
 * test that cannot be repeated in its process (`cold`: they are tried again with everything loaded anew); mutants were
 * `reached` by the tests of a file.
 */
export type Note =
  | { readonly kind: 'try'; readonly mutant: string; readonly pid: number }
  | { readonly kind: 'idle'; readonly pid: number }
  | { readonly kind: 'killed' | 'timeout'; readonly mutant: string }
  | { readonly kind: 'cold' | 'reached'; readonly mutants: readonly string[]; readonly file: string };

export interface Journal {
  readonly write: (note: Note) => void;
  /** Everything so far, of all processes. */
  readonly read: () => readonly Note[];
  /** The mutants that need not be tried any more. */
  readonly done: () => ReadonlySet<string>;
  /** Process → the mutant that it tries just now, or tried when it died. */
  readonly trying: () => ReadonlyMap<number, string>;
}

/** One file that all processes append to, a line for each note. */
export function openJournal(path: string): Journal {
  const notes: Note[] = [];
  const done = new Set<string>();
  const trying = new Map<number, string>();
  let offset = 0;
  const take = (note: Note) => {
    notes.push(note);
    if (note.kind === 'killed' || note.kind === 'timeout') done.add(note.mutant);
    if (note.kind === 'try') trying.set(note.pid, note.mutant);
    if (note.kind === 'idle') trying.delete(note.pid);
  };
  const read = () => {
    const text = existsSync(path) ? readFrom(path, offset) : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    offset += Buffer.byteLength(whole);
    for (const line of whole.split('\n').slice(0, -1)) take(JSON.parse(line) as Note);
    return notes;
  };
  return {
    write: (note) => appendFileSync(path, `${JSON.stringify(note)}\n`),
    read,
    done: () => {
      read();
      return done;
    },
    trying: () => {
      read();
      return trying;
    },
  };
}

function readFrom(path: string, offset: number): string {
  const file = openSync(path, 'r');
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(65_536);
  for (let bytes = -1, at = offset; bytes !== 0; at += bytes) {
    bytes = readSync(file, chunk, 0, chunk.length, at);
    chunks.push(Buffer.from(chunk.subarray(0, bytes)));
  }
  closeSync(file);
  return Buffer.concat(chunks).toString('utf8');
}
