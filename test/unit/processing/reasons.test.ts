import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processBatch } from '../../../lambdas/processing/process-batch.ts';
import { InvalidPayloadError, NonRetryableError } from '../../../lambdas/runtime/errors.ts';
import { createInbox, messageRecord, nowMs, valuesOf } from './inbox.ts';

beforeEach(() => vi.useFakeTimers({ now: nowMs }));
afterEach(() => vi.useRealTimers());

const hangs = () => new Promise<never>(() => {});
const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 30_000 };

describe('the reason that an attempt is journalled with', () => {
  it('is the time of the function, to a handler that is told to stop and to one that does not', async () => {
    let told: unknown;
    const inbox = createInbox({
      '*': ({ signal }) => {
        signal.addEventListener('abort', () => {
          told = signal.reason;
        });
        return hangs();
      },
    });
    const running = inbox.run([messageRecord()]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await running).toEqual(['m:evt_1']);
    expect(told).toMatchObject({ name: 'TimeoutError', message: 'the time of the function is nearly up' });
    expect(inbox.journal).toMatchObject([
      {
        outcome: 'retry',
        errorName: 'HandlerTimeoutError',
        errorMessage: 'the handler did not return in the time of the function',
      },
    ]);
  });

  it('is the time of the function when anything else hangs', async () => {
    const inbox = createInbox(
      { '*': () => {} },
      { wrap: (ports) => ({ ...ports, store: { ...ports.store, claim: hangs } }) },
    );
    const running = inbox.run([messageRecord()]);
    await vi.advanceTimersByTimeAsync(30_000);
    await running;
    expect(inbox.journal).toMatchObject([
      { outcome: 'retry', errorName: 'HandlerTimeoutError', errorMessage: 'the time of the function was nearly up' },
    ]);
  });

  it('is what a bug of ours threw, and the message stays on the queue', async () => {
    const newLeaseToken = () => {
      throw new RangeError('no randomness');
    };
    const inbox = createInbox({ '*': () => {} }, { wrap: (ports) => ({ ...ports, newLeaseToken }) });
    expect(await inbox.run([messageRecord()])).toEqual(['m:evt_1']);
    expect(inbox.journal).toMatchObject([{ outcome: 'retry', errorName: 'RangeError', errorMessage: 'no randomness' }]);
  });

  it('counts nothing when a handler merely threw', async () => {
    const inbox = createInbox({ '*': () => Promise.reject(new Error('bug')) });
    await inbox.run([messageRecord()]);
    expect(inbox.journal).toHaveLength(1);
    expect(inbox.journal[0]).not.toHaveProperty('counts');
  });

  it('counts a dead letter once, and apart when the payload is not what its schema says', async () => {
    const inbox = createInbox({
      gone: () => Promise.reject(new NonRetryableError('closed')),
      wrong: () => Promise.reject(new InvalidPayloadError('a is missing', ['a'])),
    });
    await inbox.run([messageRecord({ eventType: 'gone' })]);
    await inbox.run([messageRecord({ eventId: 'evt_2', eventType: 'wrong' })]);
    expect(inbox.journal.map(({ counts }) => counts)).toEqual([['DeadLettered'], ['DeadLettered', 'SchemaDrift']]);
  });

  it('names every place where the events of a delivery were looked for', async () => {
    const batch = { items: ['a', 'b.c'], eventId: ['id'], eventType: ['type'] };
    const inbox = createInbox({ '*': () => {} }, { settings: { batch } });
    await inbox.run([messageRecord()]);
    expect(inbox.deadLetters.map((letter) => valuesOf(letter).errorMessage)).toEqual([
      'the delivery is not JSON with an array of events at a or b.c',
    ]);
  });

  it('is none for a delivery that is itself one event where its provider sends both kinds', async () => {
    const batch = { items: 'events', single: true as const, eventId: ['id'], eventType: ['type'] };
    const handled = vi.fn();
    const inbox = createInbox({ '*': ({ payload }) => void handled(payload) }, { settings: { batch } });
    expect(await inbox.run([messageRecord()])).toEqual([]);
    expect(handled).toHaveBeenCalledExactlyOnceWith({ ok: true });
    expect(inbox.queue).toEqual([]);
  });
});

it('answers an invocation without records with no failures', async () => {
  expect(await processBatch(createInbox({}).ports, {} as never, context)).toEqual({ batchItemFailures: [] });
});
