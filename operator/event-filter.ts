import type { JournalEntry } from './journal-entry.ts';

/** Absent fields let everything pass. */
export interface EventFilter {
  readonly endpoint?: string | undefined;
  /** An event type, or the beginning of one with `*` at the end. */
  readonly eventType?: string | undefined;
  readonly outcome?: string | undefined;
  readonly eventId?: string | undefined;
  readonly sinceMs?: number | undefined;
  /** Only deliveries whose signature matched a secret. */
  readonly verified?: true | undefined;
}

export function passes(entry: JournalEntry, filter: EventFilter): boolean {
  return (
    (filter.endpoint === undefined || entry.endpoint === filter.endpoint) &&
    (filter.eventType === undefined || isOfType(entry.eventType ?? '', filter.eventType)) &&
    (filter.outcome === undefined || entry.outcome === filter.outcome) &&
    (filter.eventId === undefined || entry.eventId === filter.eventId) &&
    (filter.sinceMs === undefined || Date.parse(entry.time) >= filter.sinceMs) &&
    (filter.verified === undefined || isVerified(entry))
  );
}

const isVerified = (entry: JournalEntry) =>
  entry.kind === 'delivery' && entry.secretIndex !== undefined && !entry.unsigned;

/** Whether a name is the wanted one, or begins as it does before its `*`. */
export const isOfType = (type: string, wanted: string) =>
  wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
