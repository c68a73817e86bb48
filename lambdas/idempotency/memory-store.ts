import { expiryOf, isExpired } from './record-item.ts';
import type { IdempotencyRecord, IdempotencyStore } from './store.ts';

/** The state machine in memory, for tests: the same contract suite runs over this and the DynamoDB store. */
export function createMemoryStore(): IdempotencyStore {
  const records = new Map<string, IdempotencyRecord>();
  const unexpired = (pk: string, nowMs: number) => {
    const record = records.get(pk);
    return record && !isExpired(record, nowMs) ? record : null;
  };
  const held = (pk: string, leaseToken: string) => {
    const record = records.get(pk);
    return record?.status === 'PROCESSING' && record.leaseToken === leaseToken ? record : null;
  };
  return {
    async receive({ pk, bodySha256, eventType, nowMs }) {
      const existing = unexpired(pk, nowMs);
      if (existing) return { kind: 'known', existing };
      const type = eventType ? { eventType: eventType.slice(0, 128) } : {};
      const expiresAt = expiryOf(nowMs);
      records.set(pk, { pk, status: 'RECEIVED', gen: 0, firstSeenAt: nowMs, bodySha256, ...type, expiresAt });
      return { kind: 'new' };
    },
    async claim({ pk, leaseToken, leaseUntilMs, nowMs }) {
      const existing = unexpired(pk, nowMs);
      if (existing?.status === 'COMPLETED') return { kind: 'completed' };
      const free = (existing?.leaseUntil ?? 0) <= nowMs || existing?.leaseToken === leaseToken;
      if (!free) return { kind: 'busy' };
      const old = records.get(pk);
      const record: IdempotencyRecord = {
        ...old,
        pk,
        status: 'PROCESSING',
        leaseToken,
        leaseUntil: leaseUntilMs,
        expiresAt: expiryOf(nowMs),
        firstSeenAt: old?.firstSeenAt ?? nowMs,
        gen: old?.gen ?? 0,
        claims: (old?.claims ?? 0) + 1,
      };
      records.set(pk, record);
      return { kind: 'claimed', record };
    },
    async complete({ pk, leaseToken, nowMs }) {
      const record = held(pk, leaseToken);
      if (!record) return { kind: unexpired(pk, nowMs)?.status === 'COMPLETED' ? 'alreadyCompleted' : 'lost' };
      const { leaseUntil: _, ...kept } = record;
      records.set(pk, { ...kept, status: 'COMPLETED', completedAt: nowMs, expiresAt: expiryOf(nowMs) });
      return { kind: 'done' };
    },
    async fail({ pk, leaseToken, lastError }) {
      const record = held(pk, leaseToken);
      if (!record) return { kind: 'lost' };
      const { leaseUntil: _, ...kept } = record;
      records.set(pk, { ...kept, status: 'FAILED', lastError: lastError.slice(0, 128) });
      return { kind: 'done' };
    },
    async reopen(pk, nowMs) {
      const record = unexpired(pk, nowMs);
      if (record?.status !== 'COMPLETED') return { kind: 'notCompleted', status: record?.status ?? null };
      const { leaseToken: _, leaseUntil: __, completedAt: ___, ...kept } = record;
      records.set(pk, { ...kept, status: 'RECEIVED', gen: record.gen + 1, expiresAt: expiryOf(nowMs) });
      return { kind: 'reopened', gen: record.gen + 1 };
    },
    async keysUnder(prefix) {
      return [...records.keys()].filter((pk) => pk.startsWith(prefix));
    },
    async read(pk) {
      return records.get(pk) ?? null;
    },
  };
}
