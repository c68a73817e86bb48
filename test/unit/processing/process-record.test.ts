import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvalidPayloadError, NonRetryableError, RetryAfterError } from '../../../lambdas/runtime/errors.ts';
import { createInbox, keyOf, messageRecord, nowMs, toRecord, valuesOf } from './inbox.ts';

beforeEach(() => vi.useFakeTimers({ now: nowMs }));
afterEach(() => vi.useRealTimers());

const never = () => {
  throw new Error('the handler must not run');
};
const noCustomer = new TypeError('no such customer');
const failing = (error: unknown) =>
  createInbox({
    '*': () => {
      throw error;
    },
  });

describe('a claimed event', () => {
  it('is handed to its handler, completed and acknowledged', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ 'invoice.paid': handler });
    expect(await inbox.run([messageRecord({ body: '{"id":"evt_1"}', receives: 2 })])).toEqual([]);
    expect(handler).toHaveBeenCalledExactlyOnceWith({
      payload: { id: 'evt_1' },
      event: {
        endpoint: 'stripe',
        id: 'evt_1',
        type: 'invoice.paid',
        receivedAt: new Date(nowMs),
        contentType: 'application/json',
        rawBody: Buffer.from('{"id":"evt_1"}'),
      },
      idempotencyKey: 'v1#stripe#p:evt_1~0',
      attempt: 2,
      signal: expect.any(AbortSignal),
    });
    expect(inbox.calls).toEqual(['claim', 'complete']);
    expect(await inbox.store.read(keyOf('evt_1'))).toMatchObject({ status: 'COMPLETED' });
    expect(inbox.journal).toEqual([
      {
        kind: 'attempt',
        endpoint: 'stripe',
        outcome: 'completed',
        eventId: 'evt_1',
        eventType: 'invoice.paid',
        attempt: 2,
        durationMs: 0,
        requestId: 'request-1',
      },
    ]);
  });

  it('is leased until five seconds after the end of the invocation', async () => {
    const inbox = createInbox({
      '*': async () => {
        const record = await inbox.store.read(keyOf('evt_1'));
        expect(record).toMatchObject({ status: 'PROCESSING', leaseUntil: nowMs + 35_000, leaseToken: 'token-1' });
      },
    });
    expect(await inbox.run([messageRecord()], 30_000)).toEqual([]);
  });

  it('keeps its idempotency key over retries and gets a new one after a reopen', async () => {
    const keys: string[] = [];
    const inbox = createInbox({
      '*': ({ idempotencyKey, attempt }) => {
        keys.push(idempotencyKey);
        if (attempt === 1) throw new Error('not yet');
      },
    });
    await inbox.run([messageRecord({ receives: 1 })]);
    await inbox.run([messageRecord({ receives: 2 })]);
    await inbox.store.reopen(keyOf('evt_1'), nowMs);
    await inbox.run([messageRecord({ receives: 3 })]);
    expect(keys).toEqual(['v1#stripe#p:evt_1~0', 'v1#stripe#p:evt_1~0', 'v1#stripe#p:evt_1~1']);
  });

  it('of a type without an entry is completed, acknowledged and counted', async () => {
    const inbox = createInbox({ 'invoice.voided': never });
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete']);
    expect(await inbox.store.read(keyOf('evt_1'))).toMatchObject({ status: 'COMPLETED' });
    expect(inbox.journal).toMatchObject([{ outcome: 'unhandled', counts: ['Unhandled'] }]);
  });
});

describe('an event that cannot be claimed', () => {
  it('is acknowledged without running when it is completed', async () => {
    const inbox = createInbox({ '*': vi.fn() });
    await inbox.run([messageRecord()]);
    const second = createInbox({ '*': never }, { wrap: (ports) => ({ ...ports, store: inbox.ports.store }) });
    expect(await second.run([messageRecord()])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete', 'claim']);
    expect(second.journal).toMatchObject([{ outcome: 'duplicate' }]);
  });

  it('is never acknowledged while another holds its lease', async () => {
    const inbox = createInbox({ '*': never });
    await inbox.store.claim({ pk: keyOf('evt_1'), leaseToken: 'other', leaseUntilMs: nowMs + 1, nowMs });
    expect(await inbox.run([messageRecord({ receives: 5 })])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim']);
    expect(inbox.journal).toMatchObject([{ outcome: 'busy' }]);
  });

  it('is left for a retry when the table is unavailable', async () => {
    const inbox = createInbox({ '*': never });
    inbox.breaks('claim');
    expect(await inbox.run([messageRecord({ receives: 5 })])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim']);
    expect(inbox.journal).toMatchObject([{ outcome: 'store_unavailable', counts: ['StoreUnavailable'] }]);
  });

  it('is left for a retry, unclaimed, when too little time is left', async () => {
    const inbox = createInbox({ '*': never });
    expect(await inbox.run([messageRecord()], 0)).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual([]);
    expect(inbox.journal).toMatchObject([{ outcome: 'deferred' }]);
  });
});

describe('a handler that throws', () => {
  it('is run again after a backoff, its lease given back', async () => {
    const inbox = failing(noCustomer);
    expect(await inbox.run([messageRecord({ receives: 2 })])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'fail', 'setVisibility r:evt_1 45']);
    const record = await inbox.store.read(keyOf('evt_1'));
    expect(record).toMatchObject({ status: 'FAILED', lastError: 'TypeError: no such customer' });
    expect(record).not.toHaveProperty('leaseUntil');
    expect(inbox.journal).toMatchObject([
      { outcome: 'retry', attempt: 2, errorName: 'TypeError', errorMessage: 'no such customer' },
    ]);
    expect(inbox.journal[0]).not.toHaveProperty('counts');
  });

  it.each([
    [90, 90],
    [0.2, 1],
    [-5, 0],
    [86_400, 42_300],
    [Number.NaN, 12],
    [Number.POSITIVE_INFINITY, 12],
  ])('with a RetryAfterError of %d seconds is run again after %d', async (asked, seconds) => {
    const inbox = failing(new RetryAfterError('rate limited', asked));
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'fail', `setVisibility r:evt_1 ${seconds}`]);
  });

  it.each([
    ['a string', 'out of stock', 'NonError', 'a handler threw out of stock'],
    ['null', null, 'NonError', 'a handler threw null'],
    ['undefined', undefined, 'NonError', 'a handler threw undefined'],
    ['a symbol', Symbol('x'), 'NonError', 'a handler threw Symbol(x)'],
    [
      'an object that cannot be read',
      Object.create(null),
      'NonError',
      'a handler threw a value that cannot be described',
    ],
  ])('%s is retried like one that throws an Error', async (_, thrown, errorName, errorMessage) => {
    const inbox = failing(thrown);
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', errorName, errorMessage }]);
  });

  it('a rejection is retried as well', async () => {
    const inbox = createInbox({ '*': () => Promise.reject(new Error('later')) });
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'fail', 'setVisibility r:evt_1 12']);
  });

  it('is run again at the usual time when its visibility cannot be changed', async () => {
    const inbox = failing(noCustomer);
    inbox.breaks('setVisibility');
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', errorName: 'TypeError' }]);
  });

  it('is run again even when its failure cannot be recorded', async () => {
    const inbox = failing(noCustomer);
    inbox.breaks('fail');
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'fail', 'setVisibility r:evt_1 12']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', counts: ['StoreUnavailable'] }]);
  });

  it('after losing its lease leaves the record to the next holder', async () => {
    const inbox = createInbox({
      '*': async () => {
        vi.setSystemTime(nowMs + 35_000);
        await inbox.store.claim({
          pk: keyOf('evt_1'),
          leaseToken: 'other',
          leaseUntilMs: nowMs + 70_000,
          nowMs: nowMs + 35_000,
        });
        throw new Error('too late');
      },
    });
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', counts: ['LeaseLost'] }]);
    expect(await inbox.store.read(keyOf('evt_1'))).toMatchObject({ status: 'PROCESSING', leaseToken: 'other' });
  });
});

describe('an event that is given up', () => {
  it.each([
    ['on the last receive', noCustomer, 5, ['DeadLettered']],
    ['on a receive after the last, as after a lowered limit', new TypeError('no such customer'), 9, ['DeadLettered']],
    ['at once after a NonRetryableError', new NonRetryableError('account closed'), 1, ['DeadLettered']],
    [
      'at once when its payload is not as expected',
      new InvalidPayloadError('id is missing', ['id']),
      1,
      ['DeadLettered', 'SchemaDrift'],
    ],
    ['on the last receive, whatever time was asked for', new RetryAfterError('rate limited', 5), 5, ['DeadLettered']],
  ])('%s is sent to the dead-letter queue with its cause, then acknowledged', async (_, error, receives, counts) => {
    const inbox = failing(error);
    const record = messageRecord({ receives });
    expect(await inbox.run([record])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'sendDeadLetter', 'fail']);
    expect(inbox.deadLetters.map(({ body }) => body)).toEqual([record.body]);
    expect(inbox.deadLetters.map(valuesOf)).toEqual([
      {
        endpoint: 'stripe',
        eventId: 'evt_1',
        eventType: 'invoice.paid',
        receivedAt: '2026-11-25T12:00:00.000Z',
        contentType: 'application/json',
        encoding: 'text',
        errorName: error.name,
        errorMessage: error.message,
        attempts: String(receives),
        failedAt: '2026-11-25T12:00:00.000Z',
      },
    ]);
    expect(await inbox.store.read(keyOf('evt_1'))).toMatchObject({ status: 'FAILED' });
    expect(inbox.journal).toMatchObject([{ outcome: 'dead_lettered', errorName: error.name, counts }]);
  });

  it('stays on the queue with its lease when the dead-letter queue is unavailable', async () => {
    const inbox = failing(new NonRetryableError('account closed'));
    inbox.breaks('sendDeadLetter');
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'sendDeadLetter']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', errorMessage: 'sendDeadLetter is unavailable' }]);
  });

  it('is acknowledged when only the failure could not be recorded: the dead letter exists', async () => {
    const inbox = failing(new NonRetryableError('account closed'));
    inbox.breaks('fail');
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(inbox.journal).toMatchObject([{ outcome: 'dead_lettered', counts: ['DeadLettered', 'StoreUnavailable'] }]);
  });

  it('runs again with the same key once it is redriven, and its old cause is gone', async () => {
    const keys: string[] = [];
    const inbox = createInbox({
      '*': ({ idempotencyKey }) => {
        keys.push(idempotencyKey);
        throw new NonRetryableError(`reason ${keys.length}`);
      },
    });
    await inbox.run([messageRecord()]);
    const [letter] = inbox.deadLetters;
    if (!letter) throw new Error('no dead letter');
    await inbox.run([toRecord(letter, 'redriven')]);
    expect(keys).toEqual(['v1#stripe#p:evt_1~0', 'v1#stripe#p:evt_1~0']);
    expect(inbox.deadLetters.map((each) => valuesOf(each).errorMessage)).toEqual(['reason 1', 'reason 2']);
  });

  it('is acknowledged without running when it is redriven after it was completed', async () => {
    const inbox = createInbox({ '*': vi.fn() });
    await inbox.run([messageRecord()]);
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete', 'claim']);
  });
});

describe('a completion that is refused', () => {
  it('is acknowledged when the record says COMPLETED', async () => {
    const inbox = createInbox(
      { '*': vi.fn() },
      {
        wrap: (ports) => ({
          ...ports,
          store: {
            ...ports.store,
            complete: async (holder) => {
              await ports.store.complete(holder);
              return ports.store.complete(holder);
            },
          },
        }),
      },
    );
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete', 'complete']);
    expect(inbox.journal).toMatchObject([{ outcome: 'completed' }]);
  });

  it('is left for a retry and counted when the lease was lost', async () => {
    const inbox = createInbox({
      '*': async () => {
        vi.setSystemTime(nowMs + 35_000);
        await inbox.store.claim({
          pk: keyOf('evt_1'),
          leaseToken: 'other',
          leaseUntilMs: nowMs + 70_000,
          nowMs: nowMs + 35_000,
        });
      },
    });
    expect(await inbox.run([messageRecord({ receives: 5 })])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'complete']);
    expect(inbox.journal).toMatchObject([{ outcome: 'lease_lost', counts: ['LeaseLost'] }]);
  });

  it('is left for a retry when the table is unavailable', async () => {
    const inbox = createInbox({ '*': vi.fn() });
    inbox.breaks('complete');
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.calls).toEqual(['claim', 'complete']);
    expect(inbox.journal).toMatchObject([{ outcome: 'store_unavailable', counts: ['StoreUnavailable'] }]);
  });
});

describe('a message that is not this endpoint’s', () => {
  const stranger = { body: 'hello', attributes: { colour: { DataType: 'String' as const, StringValue: 'red' } } };
  it.each([
    ['without attributes', toRecord({ body: 'hello', attributes: {} }, 'x'), 'not a message of this inbox'],
    ['with foreign attributes', toRecord(stranger, 'x'), 'not a message of this inbox'],
    ['of another endpoint', messageRecord({ endpoint: 'github' }), 'a message of endpoint "github"'],
    ['with an impossible event id', messageRecord({ eventId: 'evt 1' }), 'eventId is not an event id'],
  ])('%s is dead-lettered with the reason, never acknowledged silently', async (_, record, reason) => {
    const inbox = createInbox({ '*': never });
    expect(await inbox.run([record])).toEqual([]);
    expect(inbox.calls).toEqual(['sendDeadLetter']);
    const [letter] = inbox.deadLetters;
    expect(letter?.body).toBe(record.body);
    expect(letter && valuesOf(letter)).toMatchObject({
      errorName: 'MalformedMessage',
      errorMessage: expect.stringContaining(reason),
      attempts: '1',
    });
    expect(inbox.journal).toMatchObject([{ outcome: 'dead_lettered', counts: ['DeadLettered'] }]);
  });

  it('keeps what attributes fit beside the cause', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `name${index}`);
    const attributes = Object.fromEntries(
      names.map((name) => [name, { DataType: 'String' as const, StringValue: 'x' }]),
    );
    const inbox = createInbox({ '*': never });
    await inbox.run([toRecord({ body: 'hello', attributes }, 'x')]);
    expect(Object.keys(inbox.deadLetters[0]?.attributes ?? {})).toEqual([
      ...names.slice(0, 6),
      'errorName',
      'errorMessage',
      'attempts',
      'failedAt',
    ]);
  });

  it('stays on the queue when the dead-letter queue is unavailable', async () => {
    const inbox = createInbox({ '*': never });
    inbox.breaks('sendDeadLetter');
    expect(await inbox.run([toRecord(stranger, 'x')])).toEqual(['m:x']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', eventId: 'm:x' }]);
  });
});
