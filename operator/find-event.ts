import { eventIdOf } from '../lambdas/idempotency/event-key.ts';
import type { IdempotencyRecord } from '../lambdas/idempotency/store.ts';
import type { InboxEndpoint } from './inbox.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { OperatorPorts } from './ports.ts';
import { recordKeys } from './record-keys.ts';

/** One event end to end: what its record says, and every delivery and attempt that the journal has. */
export interface FoundEvent {
  readonly eventId: string;
  /** Null when no record exists, or none any more. */
  readonly record: Omit<IdempotencyRecord, 'leaseToken'> | null;
  readonly journal: readonly JournalEntry[];
}

/** The id under which the inbox knows an event: as the operator reads it in the journal, or as the provider wrote it. */
export function knownEventId(id: string): string {
  return /^h:[A-Za-z0-9_-]{43}$/.test(id) ? id : eventIdOf(id);
}

export async function findEvent(
  endpoint: Pick<InboxEndpoint, 'name' | 'provider'>,
  id: string,
  ports: Pick<OperatorPorts, 'store' | 'journal'>,
): Promise<FoundEvent> {
  const eventId = knownEventId(id);
  const found = await newestRecord(endpoint, eventId, ports);
  const journal: JournalEntry[] = [];
  // Nothing was written of an event before it was first seen, but for another machine's clock.
  const sinceMs = found?.firstSeenAt === undefined ? undefined : found.firstSeenAt - 5 * 60_000;
  const filter = { endpoint: endpoint.name, eventId, sinceMs };
  for await (const entry of ports.journal.read({ filter })) journal.push(entry);
  if (found === null) return { eventId, record: null, journal };
  const { leaseToken: _, ...record } = found;
  return { eventId, record, journal };
}

/** Of several records under one id the one that was seen last. */
async function newestRecord(
  endpoint: Pick<InboxEndpoint, 'name' | 'provider'>,
  eventId: string,
  ports: Pick<OperatorPorts, 'store'>,
): Promise<IdempotencyRecord | null> {
  const keys = await recordKeys(endpoint, eventId, ports);
  const records = (await Promise.all(keys.map((pk) => ports.store.read(pk)))).filter((record) => record !== null);
  records.sort((one, other) => (other.firstSeenAt ?? 0) - (one.firstSeenAt ?? 0));
  return records[0] ?? null;
}
