import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NonRetryableError } from '../../../lambdas/runtime/errors.ts';
import { createInbox, keyOf, messageRecord, nowMs, valuesOf } from './inbox.ts';

beforeEach(() => vi.useFakeTimers({ now: nowMs }));
afterEach(() => vi.useRealTimers());

const hangs = () => new Promise<never>(() => {});
const record = (eventId: string, eventType = 'ok', receives = 1) => messageRecord({ eventId, eventType, receives });

describe('a batch', () => {
  it('reports exactly the records that failed, whatever their neighbours do', async () => {
    const inbox = createInbox({
      ok: vi.fn(),
      throws: () => {
        throw new Error('bug');
      },
      rejects: () => Promise.reject(null),
      gone: () => {
        throw new NonRetryableError('closed');
      },
    });
    const records = [record('a', 'throws'), record('b'), record('c', 'gone'), record('d', 'rejects'), record('e')];
    expect(await inbox.run(records)).toEqual(['m:a', 'm:d']);
    expect(inbox.journal.map(({ eventId, outcome }) => `${eventId} ${outcome}`).toSorted()).toEqual([
      'a retry',
      'b completed',
      'c dead_lettered',
      'd retry',
      'e completed',
    ]);
  });

  it('without records answers with an empty list of failures', async () => {
    expect(await createInbox({}).run([])).toEqual([]);
  });

  it('runs an event once that is in it twice', async () => {
    const handler = vi.fn(() => Promise.resolve());
    const inbox = createInbox({ ok: handler });
    expect(await inbox.run([record('a'), record('a')])).toEqual(['m:a']);
    expect(handler).toHaveBeenCalledOnce();
  });

  it('runs its records at the same time', async () => {
    const bothStarted = Promise.withResolvers<void>();
    let started = 0;
    const inbox = createInbox({
      ok: () => {
        started += 1;
        if (started === 2) bothStarted.resolve();
        return bothStarted.promise;
      },
    });
    expect(await inbox.run([record('a'), record('b')])).toEqual([]);
  });

  it('runs no more records at a time than it was told to', async () => {
    let [running, most] = [0, 0];
    const inbox = createInbox(
      {
        ok: async () => {
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
        },
      },
      { settings: { concurrency: 2 } },
    );
    expect(await inbox.run(['a', 'b', 'c', 'd', 'e'].map((id) => record(id)))).toEqual([]);
    expect(most).toBe(2);
  });

  it('hands every event its own payload', async () => {
    const inbox = createInbox({
      ok: ({ payload, event }) => {
        expect(payload).toEqual({ list: [] });
        expect(event.rawBody.toString()).toBe('{"list":[]}');
        (payload as { list: number[] }).list.push(1);
        event.rawBody.fill(0);
      },
    });
    const body = '{"list":[]}';
    expect(await inbox.run(['a', 'b'].map((eventId) => messageRecord({ eventId, eventType: 'ok', body })))).toEqual([]);
  });

  it('keeps a bug in the runtime itself to its record', async () => {
    const inbox = createInbox(
      { ok: vi.fn() },
      {
        wrap: (ports) => ({
          ...ports,
          settings: {
            ...ports.settings,
            findRoute: () => {
              throw new Error('bug');
            },
          },
        }),
      },
    );
    expect(await inbox.run([record('a')])).toEqual(['m:a']);
  });

  it('reports a record that SQS handed over without its parts', async () => {
    const inbox = createInbox({});
    const { attributes: _, messageAttributes: __, ...bare } = record('a');
    expect(await inbox.run([bare as typeof _ & ReturnType<typeof record>])).toEqual([]);
    expect(inbox.deadLetters).toHaveLength(1);
  });
});

describe('a handler that hangs', () => {
  it('is told to stop, then left, and its neighbours’ results are returned in time', async () => {
    const abortedAt: number[] = [];
    const inbox = createInbox({
      ok: vi.fn(),
      hang: ({ signal }) => {
        signal.addEventListener('abort', () => abortedAt.push(Date.now() - nowMs));
        return hangs();
      },
    });
    const answer = inbox.run([record('a', 'hang'), record('b')], 30_000);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual(['m:a']);
    expect(abortedAt).toEqual([27_000]);
    expect(inbox.calls).toEqual(['claim', 'claim', 'complete']);
    expect(await inbox.store.read(keyOf('a'))).toMatchObject({ status: 'PROCESSING', leaseUntil: nowMs + 35_000 });
    expect(inbox.journal.at(-1)).toMatchObject({ eventId: 'a', outcome: 'retry', errorName: 'HandlerTimeoutError' });
  });

  it('on its last receive is dead-lettered with that reason, its lease left to run out', async () => {
    const inbox = createInbox({ hang: hangs });
    const answer = inbox.run([record('a', 'hang', 5)], 30_000);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'sendDeadLetter']);
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([{ errorName: 'HandlerTimeoutError', attempts: '5' }]);
    expect(inbox.journal.map(({ counts }) => counts)).toEqual([['DeadLettered']]);
    expect(await inbox.store.read(keyOf('a'))).toMatchObject({ status: 'PROCESSING' });
  });

  it('that stops when told to is retried like any that throws', async () => {
    const inbox = createInbox({
      hang: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    const answer = inbox.run([record('a', 'hang')], 30_000);
    await vi.advanceTimersByTimeAsync(27_000);
    expect(await answer).toEqual(['m:a']);
    expect(inbox.calls).toEqual(['claim', 'fail', 'setVisibility r:a 12']);
    expect(inbox.journal).toMatchObject([{ errorName: 'TimeoutError' }]);
  });

  it('and returns after all changes nothing any more', async () => {
    const late = Promise.withResolvers<void>();
    const inbox = createInbox({ hang: () => late.promise });
    const answer = inbox.run([record('a', 'hang')], 30_000);
    await vi.advanceTimersByTimeAsync(28_000);
    await answer;
    late.resolve();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(inbox.calls).toEqual(['claim']);
  });

  it('keeps records that wait for their turn from starting too late', async () => {
    const inbox = createInbox({ ok: vi.fn(), hang: hangs }, { settings: { concurrency: 1 } });
    const answer = inbox.run([record('a', 'hang'), record('b')], 30_000);
    await vi.advanceTimersByTimeAsync(28_000);
    expect(await answer).toEqual(['m:a', 'm:b']);
    expect(inbox.calls).toEqual(['claim']);
    expect(inbox.journal.map(({ outcome }) => outcome)).toEqual(['retry', 'deferred']);
  });

  it('leaves no timer behind', async () => {
    const inbox = createInbox({ ok: vi.fn() });
    await inbox.run([record('a'), record('b')]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('answers in time when the table hangs', async () => {
  const inbox = createInbox(
    { ok: vi.fn() },
    { wrap: (ports) => ({ ...ports, store: { ...ports.store, claim: hangs } }) },
  );
  const answer = inbox.run([record('a')], 2_000);
  await vi.advanceTimersByTimeAsync(1_800);
  expect(await answer).toEqual(['m:a']);
});
