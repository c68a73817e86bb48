import { closeSync, openSync, readSync, watch } from 'node:fs';

interface Line {
  readonly kind: string;
  readonly outcome: string;
  readonly eventId?: string;
  readonly time: string;
}

export interface JournalTimes {
  /** Resolves when all are completed, or `limitMs` are over: milliseconds from accepted to completed, and how many are not completed. */
  endToEnd(eventIds: readonly string[], limitMs: number): Promise<{ times: readonly number[]; unfinished: number }>;
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
      let grown = Promise.withResolvers<void>();
      const watcher = watch(path, () => grown.resolve());
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, limitMs);
      const untilMs = performance.now() + limitMs;
      let missing = eventIds;
      while (missing.length > 0 && performance.now() < untilMs) {
        // Renewed before reading, so that no line that comes meanwhile is missed.
        grown = Promise.withResolvers();
        readOn();
        missing = missing.filter((id) => !completed.has(id));
        if (missing.length > 0) await Promise.race([grown.promise, late.promise]);
      }
      clearTimeout(timer);
      watcher.close();
      const done = eventIds.filter((id) => completed.has(id));
      const times = done.map((id) => (completed.get(id) ?? 0) - (accepted.get(id) ?? 0));
      return { times, unfinished: missing.length };
    },
    close: () => closeSync(file),
  };
}
