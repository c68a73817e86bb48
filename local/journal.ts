import { closeSync, openSync, writeSync } from 'node:fs';

interface JournalEntry {
  readonly kind: 'delivery' | 'attempt';
  readonly time: string;
  readonly endpoint: string;
  readonly outcome: string;
  readonly status?: number;
  readonly reason?: string;
  readonly eventId?: string;
  readonly eventType?: string;
  readonly attempt?: number;
  readonly durationMs?: number;
  readonly errorName?: string;
  readonly errorMessage?: string;
}

export interface Journal {
  /** Takes one line that a function printed. */
  write(functionName: string, line: string): void;
  close(): void;
}

/** Sorts what functions print: journal lines go to the file and, in words, to the console; all else to the console. */
export function openJournal(path: string, print: (line: string) => void): Journal {
  const file = openSync(path, 'a', 0o600);
  return {
    write(functionName, line) {
      const entry = parseEntry(line);
      if (entry === null) return print(`${functionName}: ${describeOutput(line)}`);
      // One write call appends one line, whole, and it is there should this process be killed.
      writeSync(file, `${line}\n`);
      print(describeEntry(entry));
    },
    close: () => closeSync(file),
  };
}

function parseEntry(line: string): JournalEntry | null {
  if (!line.startsWith('{')) return null;
  try {
    const value = JSON.parse(line) as Partial<JournalEntry>;
    return (value.kind === 'delivery' || value.kind === 'attempt') && value.endpoint ? (value as JournalEntry) : null;
  } catch {
    return null;
  }
}

/** The message of a line in Lambda's JSON log format, else the line as it is. */
function describeOutput(line: string): string {
  try {
    const value = JSON.parse(line) as { message?: unknown; errorType?: unknown };
    if (value.message === undefined) return line;
    return typeof value.message === 'string' ? value.message : JSON.stringify(value.message);
  } catch {
    return line;
  }
}

/** `10:00:00 stripe  accepted  200 invoice.paid evt_1 (3 ms)` */
function describeEntry(entry: JournalEntry): string {
  const { endpoint, outcome, status, attempt, eventType, eventId, reason, errorName, errorMessage } = entry;
  return [
    entry.time.slice(11, 19),
    endpoint.padEnd(14),
    outcome.padEnd(13),
    status ?? `try ${attempt}`,
    eventType,
    eventId,
    reason && `(${reason})`,
    errorName && `${errorName}: ${errorMessage ?? ''}`,
    entry.durationMs === undefined ? undefined : `${entry.durationMs} ms`,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ');
}
