import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDbStore } from '../../lambdas/idempotency/dynamodb-store.ts';
import { eventKey } from '../../lambdas/idempotency/event-key.ts';
import { createMemoryStore } from '../../lambdas/idempotency/memory-store.ts';
import { type IdempotencyStore, recordRetentionSeconds } from '../../lambdas/idempotency/store.ts';
import { startTableServer } from '../support/table-server.ts';

const nowMs = Date.parse('2026-11-25T12:00:00.500Z');
const leaseMs = 35_000;
const retentionMs = recordRetentionSeconds * 1000;
const bodySha256 = 'b'.repeat(64);
const newKey = () => eventKey('stripe', `evt_${randomUUID()}`);

describe('idempotency store in memory', () => describeStore(createMemoryStore));

describe('idempotency store in DynamoDB', () => {
  let server: Awaited<ReturnType<typeof startTableServer>>;
  beforeAll(async () => {
    server = await startTableServer();
  });
  afterAll(() => server.stop());
  describeStore(() => createDynamoDbStore(server));

  it('reports an unavailable table as an error, never as a refused condition', async () => {
    const store = createDynamoDbStore({ ...server, tableName: 'missing' });
    const [pk, leaseToken] = [newKey(), randomUUID()];
    const holder = { pk, leaseToken, nowMs };
    await expect(store.receive({ pk, bodySha256, nowMs })).rejects.toThrow();
    await expect(store.claim({ ...holder, leaseUntilMs: nowMs + leaseMs })).rejects.toThrow();
    await expect(store.complete(holder)).rejects.toThrow();
    await expect(store.fail({ ...holder, lastError: 'E' })).rejects.toThrow();
    await expect(store.reopen(pk, nowMs)).rejects.toThrow();
  });

  it('stops waiting when ingest runs out of time', async () => {
    const receiving = createDynamoDbStore(server).receive({ pk: newKey(), bodySha256, nowMs }, AbortSignal.abort());
    await expect(receiving).rejects.toThrow('aborted');
  });
});

function describeStore(createStore: () => IdempotencyStore) {
  const claim = (store: IdempotencyStore, pk: string, at = nowMs, leaseToken: string = randomUUID()) =>
    store.claim({ pk, leaseToken, leaseUntilMs: at + leaseMs, nowMs: at });
  const complete = async (store: IdempotencyStore, pk: string, at = nowMs) => {
    const leaseToken = randomUUID();
    await claim(store, pk, at, leaseToken);
    await store.complete({ pk, leaseToken, nowMs: at });
    return leaseToken;
  };

  describe('receive', () => {
    it('writes a record for an event that was not seen before', async () => {
      const [store, pk] = [createStore(), newKey()];
      expect(await store.receive({ pk, bodySha256, eventType: 'invoice.paid', nowMs })).toEqual({ kind: 'new' });
      expect(await store.read(pk)).toEqual({
        pk,
        status: 'RECEIVED',
        gen: 0,
        firstSeenAt: nowMs,
        bodySha256,
        eventType: 'invoice.paid',
        expiresAt: Math.floor(nowMs / 1000) + 45 * 24 * 60 * 60,
      });
    });

    it('keeps an event type cut, so that the record stays within one write unit', async () => {
      const [store, pk] = [createStore(), newKey()];
      await store.receive({ pk, bodySha256, eventType: 't'.repeat(129), nowMs });
      expect(await store.read(pk)).toMatchObject({ eventType: 't'.repeat(128) });
    });

    it('tells a redelivery what is known of its event, and changes nothing', async () => {
      const [store, pk] = [createStore(), newKey()];
      await store.receive({ pk, bodySha256, nowMs });
      const before = await store.read(pk);
      const again = await store.receive({ pk, bodySha256: 'c'.repeat(64), nowMs: nowMs + 1000 });
      expect(again).toEqual({ kind: 'known', existing: before });
      expect(await store.read(pk)).toEqual(before);
    });

    it('says COMPLETED only once a processor completed the event', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      expect(await store.receive({ pk, bodySha256, nowMs })).toMatchObject({ existing: { status: 'COMPLETED' } });
    });

    it('takes an expired record that was not deleted yet for absent', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      const expired = nowMs + retentionMs;
      expect(await store.receive({ pk, bodySha256, nowMs: expired - 1000 })).toMatchObject({ kind: 'known' });
      expect(await store.receive({ pk, bodySha256, nowMs: expired })).toEqual({ kind: 'new' });
      expect(await store.read(pk)).toMatchObject({ status: 'RECEIVED', gen: 0, firstSeenAt: expired });
    });

    it('lets one of 50 simultaneous deliveries be the first', async () => {
      const [store, pk] = [createStore(), newKey()];
      const kinds = await Promise.all(
        Array.from({ length: 50 }, async () => (await store.receive({ pk, bodySha256, nowMs })).kind),
      );
      expect(kinds.filter((kind) => kind === 'new')).toHaveLength(1);
    });
  });

  describe('claim', () => {
    it('takes a received event and counts the claim', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await store.receive({ pk, bodySha256, nowMs: nowMs - 5000 });
      const record = {
        pk,
        status: 'PROCESSING',
        gen: 0,
        firstSeenAt: nowMs - 5000,
        bodySha256,
        leaseToken,
        leaseUntil: nowMs + leaseMs,
        claims: 1,
        expiresAt: Math.floor((nowMs + retentionMs) / 1000),
      };
      expect(await claim(store, pk, nowMs, leaseToken)).toEqual({ kind: 'claimed', record });
      expect(await store.read(pk)).toEqual(record);
    });

    it('makes the record when ingest could not, or when it expired while the message waited', async () => {
      const [store, pk] = [createStore(), newKey()];
      expect(await claim(store, pk)).toMatchObject({
        kind: 'claimed',
        record: { gen: 0, firstSeenAt: nowMs, claims: 1 },
      });
    });

    it('goes to one of 50 simultaneous claims', async () => {
      const [store, pk] = [createStore(), newKey()];
      const results = await Promise.all(Array.from({ length: 50 }, () => claim(store, pk)));
      expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'busy')).toHaveLength(49);
    });

    it('is refused while another lease lives, and granted at its end', async () => {
      const [store, pk] = [createStore(), newKey()];
      await claim(store, pk);
      expect(await claim(store, pk, nowMs + leaseMs - 1)).toEqual({ kind: 'busy' });
      expect(await claim(store, pk, nowMs + leaseMs)).toMatchObject({ kind: 'claimed', record: { claims: 2 } });
    });

    it('goes to one of 50 that race for a lease that ran out', async () => {
      const [store, pk] = [createStore(), newKey()];
      await claim(store, pk);
      const late = nowMs + leaseMs;
      const results = await Promise.all(Array.from({ length: 50 }, () => claim(store, pk, late)));
      expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    });

    it('is granted again to its own token, as when the SDK repeats a claim that had taken effect', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      expect(await claim(store, pk, nowMs + 10, leaseToken)).toMatchObject({ kind: 'claimed' });
    });

    it('is refused for a completed event, to the token that completed it too', async () => {
      const [store, pk] = [createStore(), newKey()];
      const leaseToken = await complete(store, pk);
      expect(await claim(store, pk)).toEqual({ kind: 'completed' });
      expect(await claim(store, pk, nowMs, leaseToken)).toEqual({ kind: 'completed' });
    });

    it('is granted at once after a failure', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      await store.fail({ pk, leaseToken, nowMs, lastError: 'E' });
      expect(await claim(store, pk)).toMatchObject({ kind: 'claimed' });
    });

    it('takes an expired completed record that was not deleted yet', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      const expired = nowMs + retentionMs;
      expect(await claim(store, pk, expired - 1000)).toEqual({ kind: 'completed' });
      expect(await claim(store, pk, expired)).toMatchObject({ kind: 'claimed', record: { status: 'PROCESSING' } });
    });

    it('moves the expiry, so that a record never expires under its own lease', async () => {
      const [store, pk] = [createStore(), newKey()];
      await store.receive({ pk, bodySha256, nowMs: nowMs - retentionMs + 2000 });
      await claim(store, pk);
      expect((await store.read(pk))?.expiresAt).toBe(Math.floor((nowMs + retentionMs) / 1000));
    });
  });

  describe('keys', () => {
    it('are found by what they begin with, however many there are', async () => {
      const store = createStore();
      const prefix = `${newKey()}~`;
      const keys = Array.from({ length: 3 }, (_, index) => `${prefix}${index}`);
      for (const pk of [...keys, newKey()]) await claim(store, pk);
      expect([...(await store.keysUnder(prefix))].sort()).toEqual(keys);
      expect(await store.keysUnder(`${newKey()}~`)).toEqual([]);
    });
  });

  describe('complete', () => {
    it('ends the lease, keeps its token and renews the expiry', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      const doneMs = nowMs + 20_000;
      expect(await store.complete({ pk, leaseToken, nowMs: doneMs })).toEqual({ kind: 'done' });
      expect(await store.read(pk)).toEqual({
        pk,
        status: 'COMPLETED',
        gen: 0,
        firstSeenAt: nowMs,
        completedAt: doneMs,
        leaseToken,
        claims: 1,
        expiresAt: Math.floor((doneMs + retentionMs) / 1000),
      });
    });

    it('says that the event is completed already when its own write is repeated', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      await store.complete({ pk, leaseToken, nowMs });
      const before = await store.read(pk);
      expect(await store.complete({ pk, leaseToken, nowMs: nowMs + 1 })).toEqual({ kind: 'alreadyCompleted' });
      expect(await store.read(pk)).toEqual(before);
    });

    it('says that the event is completed already when the next holder finished first', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      await complete(store, pk, nowMs + leaseMs);
      expect(await store.complete({ pk, leaseToken, nowMs: nowMs + leaseMs })).toEqual({ kind: 'alreadyCompleted' });
    });

    it('is refused to a holder whose lease another took over', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      await claim(store, pk, nowMs + leaseMs);
      const before = await store.read(pk);
      expect(await store.complete({ pk, leaseToken, nowMs: nowMs + leaseMs })).toEqual({ kind: 'lost' });
      expect(await store.read(pk)).toEqual(before);
    });

    it('is granted to a late holder as long as nobody took over', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      expect(await store.complete({ pk, leaseToken, nowMs: nowMs + 2 * leaseMs })).toEqual({ kind: 'done' });
    });

    it.each(['never claimed', 'only received', 'failed'])('is refused for an event that was %s', async (state) => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      if (state === 'only received') await store.receive({ pk, bodySha256, nowMs });
      if (state === 'failed') {
        await claim(store, pk, nowMs, leaseToken);
        await store.fail({ pk, leaseToken, nowMs, lastError: 'E' });
      }
      const before = await store.read(pk);
      expect(await store.complete({ pk, leaseToken, nowMs })).toEqual({ kind: 'lost' });
      expect(await store.read(pk)).toEqual(before);
    });
  });

  describe('fail', () => {
    it('ends the lease and keeps the error, cut so that the record stays within one write unit', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      const lastError = `TypeError: ${'x'.repeat(500)}`;
      expect(await store.fail({ pk, leaseToken, nowMs, lastError })).toEqual({ kind: 'done' });
      const record = await store.read(pk);
      expect(record).toMatchObject({ status: 'FAILED', leaseToken, lastError: lastError.slice(0, 128) });
      expect(record).not.toHaveProperty('leaseUntil');
    });

    it('is refused to a holder whose lease another took over, and of a completed event', async () => {
      const [store, pk, leaseToken] = [createStore(), newKey(), randomUUID()];
      await claim(store, pk, nowMs, leaseToken);
      const taken = await complete(store, pk, nowMs + leaseMs);
      for (const token of [leaseToken, taken]) {
        expect(await store.fail({ pk, leaseToken: token, nowMs, lastError: 'E' })).toEqual({ kind: 'lost' });
      }
      expect(await store.read(pk)).toMatchObject({ status: 'COMPLETED' });
    });
  });

  describe('reopen', () => {
    it('lets a completed event run once more, in a new generation', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      expect(await store.reopen(pk, nowMs)).toEqual({ kind: 'reopened', gen: 1 });
      const record = await store.read(pk);
      expect(record).toMatchObject({ status: 'RECEIVED', gen: 1, claims: 1 });
      for (const gone of ['leaseToken', 'leaseUntil', 'completedAt']) expect(record).not.toHaveProperty(gone);
      expect(await claim(store, pk)).toMatchObject({ kind: 'claimed', record: { gen: 1 } });
    });

    it('remembers the event as long again, so that the new generation is not forgotten before it runs', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      const later = nowMs + 44 * 24 * 3_600_000;
      await store.reopen(pk, later);
      expect((await store.read(pk))?.expiresAt).toBe(Math.floor(later / 1000) + 45 * 24 * 3_600);
    });

    it('counts generations on', async () => {
      const [store, pk] = [createStore(), newKey()];
      for (const gen of [1, 2, 3]) {
        await complete(store, pk);
        expect(await store.reopen(pk, nowMs)).toEqual({ kind: 'reopened', gen });
      }
    });

    it('keeps the holder of the earlier generation from completing the new one', async () => {
      const [store, pk] = [createStore(), newKey()];
      const leaseToken = await complete(store, pk);
      await store.reopen(pk, nowMs);
      await claim(store, pk);
      expect(await store.complete({ pk, leaseToken, nowMs })).toEqual({ kind: 'lost' });
    });

    it('counts one generation of 50 simultaneous reopens', async () => {
      const [store, pk] = [createStore(), newKey()];
      await complete(store, pk);
      const results = await Promise.all(Array.from({ length: 50 }, () => store.reopen(pk, nowMs)));
      const [first, ...others] = results.toSorted((a, b) => b.kind.localeCompare(a.kind));
      expect(first).toEqual({ kind: 'reopened', gen: 1 });
      expect(others).toEqual(Array.from({ length: 49 }, () => ({ kind: 'notCompleted', status: 'RECEIVED' })));
    });

    it('names the status of an event that is not completed, null when there is none', async () => {
      const [store, received, expired] = [createStore(), newKey(), newKey()];
      await store.receive({ pk: received, bodySha256, nowMs });
      await complete(store, expired, nowMs - retentionMs);
      expect(await store.reopen(received, nowMs)).toEqual({ kind: 'notCompleted', status: 'RECEIVED' });
      expect(await store.reopen(expired, nowMs)).toEqual({ kind: 'notCompleted', status: null });
      expect(await store.reopen(newKey(), nowMs)).toEqual({ kind: 'notCompleted', status: null });
    });
  });

  it('knows nothing of an event it never saw', async () => {
    expect(await createStore().read(newKey())).toBeNull();
  });

  it('completes an event once, whatever 30 processors in 5 rounds of lost leases do', async () => {
    const [store, pk] = [createStore(), newKey()];
    const done: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const at = nowMs + round * leaseMs;
      const tokens = Array.from({ length: 6 }, () => randomUUID());
      const claims = await Promise.all(tokens.map((token) => claim(store, pk, at, token)));
      const holder = tokens.find((_, index) => claims[index]?.kind === 'claimed');
      // The first four holders crash; the last one finishes, and so do all that think they still hold the lease.
      if (round < 4 || !holder) continue;
      const results = await Promise.all(tokens.map((leaseToken) => store.complete({ pk, leaseToken, nowMs: at })));
      done.push(...results.map(({ kind }) => kind).filter((kind) => kind === 'done'));
    }
    expect(done).toEqual(['done']);
  });
}
