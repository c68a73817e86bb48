import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { DeliveryKind, Endpoint } from './deliveries.ts';

/** What came of one delivery, as its sender knows it. */
export interface LedgerLine {
  readonly kind: DeliveryKind;
  readonly endpoint: Endpoint;
  readonly eventIds: readonly string[];
  /** Null when no answer came. */
  readonly status: number | null;
}

export interface Ledger {
  write(line: LedgerLine): void;
  read(): readonly LedgerLine[];
  close(): void;
}

export const isAccepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** Kept by the sender, outside of all that is killed: one write call a line. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a');
  return {
    write: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    read: () => readLines<LedgerLine>(path),
    close: () => closeSync(file),
  };
}

/** The whole lines of a file of JSON lines; none when it is not there. The last one may have been cut by a kill. */
export function readLines<Line>(path: string): Line[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line);
}
