import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventFilter, passes } from './event-filter.ts';
import { type JournalQuery, lastOf } from './journal.ts';
import { type JournalEntry, parseJournalEntry } from './journal-entry.ts';

/** The journal of an inbox on this machine. */
export async function* readLocalJournal(
  path: string,
  { filter, limit, follow }: JournalQuery,
): AsyncGenerator<JournalEntry, void> {
  const tail = new JournalTail(path);
  const there = newEntries(tail, filter);
  yield* limit === undefined ? there : await lastOf(there, limit);
  if (!follow) return;
  const { signal, onCaughtUp, pollMs = 200 } = follow;
  onCaughtUp?.();
  while (!signal.aborted) {
    await delay(pollMs, undefined, { signal }).catch(() => {});
    yield* newEntries(tail, filter);
  }
}

async function* newEntries(tail: JournalTail, filter: EventFilter): AsyncGenerator<JournalEntry, void> {
  for await (const line of tail.newLines()) {
    const entry = parseJournalEntry(line);
    if (entry && passes(entry, filter)) yield entry;
  }
}

/** The whole lines of a growing file, each once; a file that became shorter is a new one. */
class JournalTail {
  readonly #path: string;
  #position = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(path: string) {
    this.#path = path;
  }

  async *newLines(): AsyncGenerator<string, void> {
    const file = await open(this.#path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
    if (file === null) return;
    try {
      const { size } = await file.stat();
      if (size < this.#position) [this.#position, this.#rest] = [0, Buffer.alloc(0)];
      for await (const chunk of file.createReadStream({ start: this.#position, autoClose: false })) {
        this.#position += (chunk as Buffer).length;
        yield* this.#cut(chunk as Buffer);
      }
    } finally {
      await file.close();
    }
  }

  *#cut(chunk: Buffer): Generator<string, void> {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      yield bytes.toString('utf8', 0, end);
      bytes = bytes.subarray(end + 1);
    }
    this.#rest = bytes;
  }
}
