import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatLine, type JournalLine } from '../../../lambdas/runtime/journal.ts';
import { createCloudWatchJournal } from '../../../operator/cloudwatch-journal.ts';
import type { JournalQuery } from '../../../operator/journal.ts';
import { type FakeLogs, startFakeLogs } from '../../support/fake-cloudwatch-logs.ts';

const nowMs = Date.UTC(2026, 10, 26, 12);
const minute = 60_000;
let logs: FakeLogs;
beforeEach(async () => {
  logs = await startFakeLogs();
  logs.groups.set('ingest', []);
  logs.groups.set('stripe', []);
});
afterEach(() => logs.close());

const delivery = (fields: object = {}) => ({
  ...{ kind: 'delivery', endpoint: 'stripe', outcome: 'accepted', status: 200, eventId: 'evt_1', secretIndex: 0 },
  ...{ eventType: 'invoice.paid', bytes: 10, durationMs: 3, requestId: 'r', ...fields },
});
const attempt = (fields: object = {}) => ({
  ...{ kind: 'attempt', endpoint: 'stripe', outcome: 'completed', eventId: 'evt_1', eventType: 'invoice.paid' },
  ...{ attempt: 1, durationMs: 5, requestId: 'r', ...fields },
});
const write = (group: string, atMs: number, line: object): void => {
  logs.groups.get(group)?.push({ timestamp: atMs, message: `${formatLine(line as JournalLine, atMs)}\n` });
};

const journal = (query: JournalQuery, groups = ['ingest', 'stripe']) => {
  const serviceUrls = { sqs: '', dynamodb: '', secretsmanager: '', logs: logs.url };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return createCloudWatchJournal({ region: 'eu-central-1', credentials, serviceUrls }, groups, () => nowMs)(query);
};
async function outcomes(query: JournalQuery): Promise<string[]> {
  const seen: string[] = [];
  for await (const { outcome } of journal(query)) seen.push(outcome);
  return seen;
}

describe('the journal of a deployed inbox', () => {
  it('is that of all log groups in the order of time, over every page, without what is no journal line', async () => {
    for (let n = 0; n < 10; n++) write('ingest', nowMs - 1000 + n * 10, delivery({ outcome: `d${n}` }));
    for (let n = 0; n < 10; n++) write('stripe', nowMs - 995 + n * 10, attempt({ outcome: `a${n}` }));
    logs.groups.get('stripe')?.push({ timestamp: nowMs - 500, message: 'START RequestId: 1' });
    logs.groups.get('stripe')?.push({ timestamp: nowMs - 500, message: '{"message":"of the user’s own"}' });
    const expected = Array.from({ length: 10 }, (_, n) => [`d${n}`, `a${n}`]).flat();
    expect(await outcomes({ filter: {} })).toEqual(expected);
    expect(logs.requests.length).toBeGreaterThan(8);
  });

  it.each([
    [{ endpoint: 'github' }, ['accepted']],
    [{ eventType: 'invoice.*' }, ['rejected', 'retry', 'completed']],
    [{ outcome: 'retry' }, ['retry']],
    [{ eventId: 'evt_2' }, ['accepted']],
    [{ verified: true as const }, ['accepted']],
    [{ eventType: 'a"b' }, []],
    [{ sinceMs: nowMs - 3 * minute }, ['retry', 'completed']],
    [{ endpoint: 'stripe', outcome: 'completed', sinceMs: nowMs - 3 * minute }, ['completed']],
  ])('is filtered where it is, by %o', async (filter, expected) => {
    write('ingest', nowMs - 5 * minute, delivery({ outcome: 'rejected', status: 401, secretIndex: undefined }));
    write('ingest', nowMs - 4 * minute, delivery({ endpoint: 'github', eventType: 'push', eventId: 'evt_2' }));
    write('stripe', nowMs - 2 * minute, attempt({ outcome: 'retry' }));
    write('stripe', nowMs - minute, attempt());
    expect(await outcomes({ filter })).toEqual(expected);
    const patterns = new Set(logs.requests.map(({ filterPattern }) => filterPattern));
    expect(patterns.size).toBe(1);
  });

  it('is asked for its last lines from the newest back, and for no more than it takes', async () => {
    write('ingest', nowMs - 100 * 24 * 60 * minute, delivery({ outcome: 'ancient' }));
    write('ingest', nowMs - 50 * minute, delivery({ outcome: 'hour' }));
    write('stripe', nowMs - 4 * minute, attempt({ outcome: 'fresh' }));
    write('ingest', nowMs - 2 * minute, delivery({ outcome: 'fresher' }));
    expect(await outcomes({ filter: {}, limit: 2 })).toEqual(['fresh', 'fresher']);
    expect(logs.requests.every(({ startTime }) => Number(startTime) >= nowMs - 5 * minute)).toBe(true);
    expect(await outcomes({ filter: {}, limit: 3 })).toEqual(['hour', 'fresh', 'fresher']);
    expect(await outcomes({ filter: {}, limit: 9 })).toEqual(['ancient', 'hour', 'fresh', 'fresher']);
    logs.requests.length = 0;
    expect(await outcomes({ filter: { sinceMs: nowMs - 3 * minute }, limit: 9 })).toEqual(['fresher']);
    expect(logs.requests.every(({ startTime }) => Number(startTime) >= nowMs - 3 * minute)).toBe(true);
  });

  it('is followed: each new line once, those that CloudWatch shows late as well', async () => {
    write('ingest', nowMs - 2000, delivery({ outcome: 'before' }));
    const stop = new AbortController();
    const seen: string[] = [];
    const onCaughtUp = () => write('stripe', nowMs + 3000, attempt({ outcome: 'new' }));
    const writeMore = () => {
      for (let n = 0; n < 5; n++) write('stripe', nowMs + 4000, attempt({ outcome: `more${n}` }));
    };
    const then = new Map<string, () => unknown>([
      ['new', () => write('ingest', nowMs - 1000, delivery({ outcome: 'late' }))],
      ['late', writeMore],
      ['more4', () => stop.abort()],
    ]);
    const follow = { signal: stop.signal, pollMs: 5, onCaughtUp };
    for await (const { outcome } of journal({ filter: {}, limit: 50, follow })) {
      seen.push(outcome);
      then.get(outcome)?.();
    }
    expect(seen).toEqual(['before', 'new', 'late', 'more0', 'more1', 'more2', 'more3', 'more4']);
  });

  it('that cannot be read is one sentence', async () => {
    const reading = journal({ filter: {} }, ['ingest', 'no-such-group']);
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toThrow(
      'CloudWatch Logs failed with ResourceNotFoundException: The specified log group does not exist.',
    );
  });
});
