import type { EventFilter } from './event-filter.ts';
import type { JournalEntry } from './journal-entry.ts';

export interface Follow {
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Called once, when everything that was there has been yielded. */
  readonly onCaughtUp?: () => void;
  /** @default 200 */
  readonly pollMs?: number;
}

/** What is asked of the journal, wherever it is kept. */
export interface JournalQuery {
  readonly filter: EventFilter;
  /** Only the last so many of those that are there. @default all */
  readonly limit?: number | undefined;
  /** Goes on with those that are written from now on, until aborted. */
  readonly follow?: Follow | undefined;
}

/** Entries that pass, oldest first. May throw OperatorError. */
export type ReadJournal = (query: JournalQuery) => AsyncIterable<JournalEntry>;

/** The last `limit` of the entries, in their order. */
export async function lastOf<T>(entries: AsyncIterable<T>, limit: number): Promise<readonly T[]> {
  const last: T[] = [];
  for await (const entry of entries) {
    last.push(entry);
    if (last.length > limit) last.shift();
  }
  return last;
}
