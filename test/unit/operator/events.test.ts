import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventKey, eventKeyWithBody } from '../../../lambdas/idempotency/event-key.ts';
import { createMemoryStore } from '../../../lambdas/idempotency/memory-store.ts';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import { formatLine, type JournalLine } from '../../../lambdas/runtime/journal.ts';
import { standardWebhooks } from '../../../lambdas/verification/schemes.ts';
import type { EventFilter } from '../../../operator/event-filter.ts';
import { findEvent } from '../../../operator/find-event.ts';
import type { JournalEntry } from '../../../operator/journal-entry.ts';
import { readLocalJournal } from '../../../operator/local-journal.ts';
import { OperatorError } from '../../../operator/operator-error.ts';
import type { OperatorPorts } from '../../../operator/ports.ts';
import { reopen } from '../../../operator/reopen.ts';

const startMs = Date.UTC(2026, 10, 25, 12);
const delivery = (fields: Partial<JournalLine> = {}): JournalLine =>
  ({
    kind: 'delivery',
    endpoint: 'stripe',
    outcome: 'accepted',
    status: 200,
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    bytes: 10,
    durationMs: 3,
    requestId: 'r',
    ...fields,
  }) as JournalLine;
const attempt = (fields: Partial<JournalLine> = {}): JournalLine =>
  ({
    kind: 'attempt',
    endpoint: 'stripe',
    outcome: 'completed',
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    attempt: 1,
    durationMs: 5,
    requestId: 'r',
    ...fields,
  }) as JournalLine;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-journal-'));
  path = join(folder, 'journal.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

/** That of the file. */
const journal: OperatorPorts['journal'] = { read: (query) => readLocalJournal(path, query) };

const text = (lines: readonly JournalLine[]) =>
  lines.map((line, index) => `${formatLine(line, startMs + index * 1000)}\n`).join('');

async function read(filter: EventFilter = {}): Promise<string[]> {
  const seen: string[] = [];
  for await (const { kind, endpoint, outcome } of readLocalJournal(path, { filter }))
    seen.push(`${kind} ${endpoint} ${outcome}`);
  return seen;
}

describe('the journal', () => {
  it('is read oldest first, and what is no journal line is passed over', async () => {
    await writeFile(path, `START RequestId: r\n${text([delivery(), attempt()])}{"kind":"else"}\n{broken\n`);
    expect(await read()).toEqual(['delivery stripe accepted', 'attempt stripe completed']);
  });

  it('is empty when nothing was written yet', async () => {
    expect(await read()).toEqual([]);
  });

  it.each<[EventFilter, number]>([
    [{ endpoint: 'github' }, 1],
    [{ eventType: 'invoice.paid' }, 2],
    [{ eventType: 'customer.*' }, 1],
    [{ outcome: 'rejected' }, 1],
    [{ eventId: 'evt_2' }, 1],
    [{ sinceMs: startMs + 2000 }, 2],
    [{ endpoint: 'stripe', outcome: 'rejected' }, 0],
  ])('passes on what is asked for: %o', async (filter, count) => {
    const lines = [
      delivery(),
      attempt(),
      delivery({ eventId: 'evt_2', eventType: 'customer.created' }),
      delivery({ endpoint: 'github', outcome: 'rejected', eventId: 'g', eventType: 'push' }),
    ];
    await writeFile(path, text(lines));
    expect(await read(filter)).toHaveLength(count);
  });

  it('is followed line by line, over half-written lines and a new file', async () => {
    await writeFile(path, text([delivery()]));
    const stop = new AbortController();
    const following = readLocalJournal(path, { filter: {}, follow: { signal: stop.signal, pollMs: 5 } });
    const next = async () => (await following.next()).value?.outcome;
    expect(await next()).toBe('accepted');

    const line = text([attempt({ outcome: 'retry' })]);
    await appendFile(path, line.slice(0, 40));
    const pending = next();
    await appendFile(path, line.slice(40));
    expect(await pending).toBe('retry');

    await truncate(path);
    const afterTruncation = next();
    await appendFile(path, text([delivery({ outcome: 'duplicate' })]));
    expect(await afterTruncation).toBe('duplicate');

    stop.abort();
    expect((await following.next()).done).toBe(true);
  });

  it('ends at once when it is stopped while waiting', async () => {
    const stop = new AbortController();
    const following = readLocalJournal(path, { filter: {}, follow: { signal: stop.signal, pollMs: 60_000 } });
    const pending = following.next();
    setImmediate(() => stop.abort());
    expect((await pending).done).toBe(true);
  });
});

async function storeWith(status: 'RECEIVED' | 'COMPLETED', id = 'evt_1') {
  const store = createMemoryStore();
  const holder = { pk: eventKey('stripe', id), leaseToken: 'token', nowMs: startMs };
  await store.receive({ ...holder, bodySha256: 'sha' });
  if (status === 'COMPLETED') {
    await store.claim({ ...holder, leaseUntilMs: startMs + 1000 });
    await store.complete(holder);
  }
  return store;
}

const stripe = { name: 'stripe', provider: customProvider('stripe', standardWebhooks()) };
/** Of a provider whose ids are not signed. */
const unsignedIds = { ...stripe, provider: { ...stripe.provider, unsignedId: true as const } };

describe('finding an event', () => {
  it('shows its record and everything the journal has of it', async () => {
    await writeFile(path, text([delivery(), attempt(), delivery({ eventId: 'evt_2' })]));
    const found = await findEvent(stripe, 'evt_1', { store: await storeWith('COMPLETED'), journal });
    expect(found).toMatchObject({ eventId: 'evt_1', record: { status: 'COMPLETED', gen: 0 } });
    expect(found.journal.map(({ kind }: JournalEntry) => kind)).toEqual(['delivery', 'attempt']);
    expect(found.record).not.toHaveProperty('leaseToken');
  });

  it('finds an id that the inbox knows by its hash, by either of the two', async () => {
    const long = 'ü'.repeat(300);
    const asked = async (id: string) => findEvent(stripe, id, { store: createMemoryStore(), journal });
    const { eventId, record, journal: entries } = await asked(long);
    expect(eventId).toMatch(/^h:[A-Za-z0-9_-]{43}$/);
    expect([record, entries]).toEqual([null, []]);
    expect((await asked(eventId)).eventId).toBe(eventId);
  });
});

describe('reopening an event', () => {
  it('begins a new generation of a completed one', async () => {
    const store = await storeWith('COMPLETED');
    expect(await reopen(stripe, 'evt_1', { store }, startMs)).toEqual({ eventId: 'evt_1', generation: 1 });
  });

  it('finds the record whose key holds the body as well, and reopens it', async () => {
    const store = createMemoryStore();
    const pk = eventKeyWithBody('stripe', { eventId: 'evt_1', eventType: 'a' }, 'sha');
    const holder = { pk, leaseToken: 'token', nowMs: startMs };
    await store.claim({ ...holder, leaseUntilMs: startMs + 1000 });
    await store.complete(holder);
    const { record } = await findEvent(unsignedIds, 'evt_1', { store, journal });
    expect(record).toMatchObject({ pk, status: 'COMPLETED' });
    expect(await reopen(unsignedIds, 'evt_1', { store }, startMs)).toEqual({ eventId: 'evt_1', generation: 1 });
    await expect(reopen(unsignedIds, 'evt_1', { store }, startMs)).rejects.toThrow(/is RECEIVED, not COMPLETED/);
  });

  it('is refused for any other, with the reason', async () => {
    const store = await storeWith('RECEIVED');
    await expect(reopen(stripe, 'evt_1', { store }, startMs)).rejects.toThrow(OperatorError);
    await expect(reopen(stripe, 'evt_1', { store }, startMs)).rejects.toThrow(/is RECEIVED, not COMPLETED/);
    await expect(reopen(stripe, 'evt_9', { store }, startMs)).rejects.toThrow(/has no record of event "evt_9"/);
  });
});
