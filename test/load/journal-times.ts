import { once } from 'node:events';
import { closeSync, type FSWatcher, openSync, readSync, watch } from 'node:fs';

interface Line {
  readonly kind: string;
  readonly outcome: string;
  readonly eventId?: string;
  readonly time: string;
}

export interface JournalTimes {
  /** Resolves with the milliseconds from accepted to completed of each, when all are completed. Rejects after `limitMs`. */
  endToEnd(eventIds: readonly string[], limitMs: number): Promise<readonly number[]>;
  close(): void;
}

/** Reads a journal as it grows. */
export function followJournal(path: string): JournalTimes {
  const file = openSync(path, 'r');
  const accepted = new Map<string, number>();
  const completed = new Map<string, number>();
  let rest = '';
  const chunk = Buffer.alloc(1 << 20);
  const take = (text: string) => {
    const line = JSON.parse(text) as Line;
    const times = line.kind === 'delivery' ? accepted : completed;
    const wanted = line.outcome === 'accepted' || line.outcome === 'completed';
    if (wanted && line.eventId && !times.has(line.eventId)) times.set(line.eventId, Date.parse(line.time));
  };
  const readOn = () => {
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      const lines = (rest + chunk.toString('utf8', 0, bytes)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    }
  };
  return {
    async endToEnd(eventIds, limitMs) {
      const watcher: FSWatcher = watch(path);
      try {
        readOn();
        let missing = eventIds.filter((id) => !completed.has(id));
        while (missing.length > 0) {
          await once(watcher, 'change', { signal: AbortSignal.timeout(limitMs) });
          readOn();
          missing = missing.filter((id) => !completed.has(id));
        }
        return eventIds.map((id) => (completed.get(id) ?? 0) - (accepted.get(id) ?? 0));
      } finally {
        watcher.close();
      }
    },
    close: () => closeSync(file),
  };
}
