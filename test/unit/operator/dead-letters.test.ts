import { describe, expect, it } from 'vitest';
import type { MessageAttributes } from '../../../lambdas/processing/event-message.ts';
import { peekDeadLetters, summarizeDeadLetters } from '../../../operator/dead-letters.ts';
import { moveQueue } from '../../../operator/move-queue.ts';
import type { MoveTask, Queues } from '../../../operator/ports.ts';
import { purgeDeadLetters } from '../../../operator/purge-dead-letters.ts';
import { type RedriveOptions, redrive } from '../../../operator/redrive.ts';
import { createMemoryQueues, endpointOf, providerNamed } from './inbox-fixture.ts';

const text = (value: string) => ({ DataType: 'String' as const, StringValue: value });
const attributes: MessageAttributes = {
  endpoint: text('stripe'),
  eventId: text('evt_1'),
  eventType: text('invoice.paid'),
  receivedAt: text('2026-11-25T10:00:00.000Z'),
  contentType: text('application/json'),
  encoding: text('text'),
  errorName: text('NonRetryableError'),
  errorMessage: text('no such customer'),
  attempts: { DataType: 'Number', StringValue: '1' },
  failedAt: text('2026-11-25T10:00:01.000Z'),
};

const everything: RedriveOptions = { filter: {}, perSecond: null, dryRun: false };

async function inboxWith(count: number) {
  let nowMs = 1000;
  const sleep = async (ms: number) => (nowMs += ms);
  const clock = { nowMs: () => nowMs, tick: () => (nowMs += 1), sleep };
  const { queues, waiting } = createMemoryQueues(() => nowMs);
  const endpoint = endpointOf(providerNamed('stripe'));
  for (let index = 1; index <= count; index++) {
    const message = { body: `{"n":${index}}`, attributes: { ...attributes, eventId: text(`evt_${index}`) } };
    await queues.send(endpoint.deadLetterQueueUrl, message);
  }
  clock.tick();
  return { queues, waiting, endpoint, clock };
}

describe('looking at dead letters', () => {
  it('counts them for each endpoint', async () => {
    const { queues, endpoint } = await inboxWith(3);
    const quiet = endpointOf(providerNamed('github'));
    expect(await summarizeDeadLetters([endpoint, quiet], 100, { queues })).toMatchObject([
      { endpoint: 'stripe', waiting: 3, inFlight: 0, examined: 3 },
      { endpoint: 'github', waiting: 0, inFlight: 0, examined: 0, oldest: null, groups: [] },
    ]);
  });

  it('groups them by cause and event type, the largest group first, with the age of its oldest', async () => {
    const { queues, endpoint } = await inboxWith(2);
    const other = { ...attributes, errorName: text('TypeError'), failedAt: text('2026-11-25T09:00:00.000Z') };
    await queues.send(endpoint.deadLetterQueueUrl, { body: '{}', attributes: other });
    await queues.send(endpoint.deadLetterQueueUrl, { body: '{}', attributes: {} });
    const [summary] = await summarizeDeadLetters([endpoint], 100, { queues });
    expect(summary?.groups).toEqual([
      { errorName: 'NonRetryableError', eventType: 'invoice.paid', count: 2, oldest: '2026-11-25T10:00:01.000Z' },
      { errorName: 'TypeError', eventType: 'invoice.paid', count: 1, oldest: '2026-11-25T09:00:00.000Z' },
      { errorName: null, eventType: null, count: 1, oldest: '1970-01-01T00:00:01.001Z' },
    ]);
    expect(summary?.oldest).toBe('1970-01-01T00:00:01.001Z');
  });

  it('shows why each one died, and never its payload', async () => {
    const { queues, endpoint } = await inboxWith(1);
    const [letter] = await peekDeadLetters(endpoint, { limit: 10 }, { queues });
    expect(letter).toEqual({
      endpoint: 'stripe',
      sentAt: '1970-01-01T00:00:01.000Z',
      eventId: 'evt_1',
      eventType: 'invoice.paid',
      errorName: 'NonRetryableError',
      errorMessage: 'no such customer',
      attempts: 1,
      receivedAt: '2026-11-25T10:00:00.000Z',
      failedAt: '2026-11-25T10:00:01.000Z',
      bytes: 7,
      encoding: 'text',
      messageId: 'message-1',
    });
  });

  it('leaves them where they are, visible', async () => {
    const { queues, waiting, endpoint } = await inboxWith(25);
    expect(await peekDeadLetters(endpoint, {}, { queues })).toHaveLength(25);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(25);
  });

  it('stops at the limit', async () => {
    const { queues, endpoint } = await inboxWith(25);
    expect(await peekDeadLetters(endpoint, { limit: 12 }, { queues })).toHaveLength(12);
  });

  it('puts back what it holds when the queue fails half-way', async () => {
    const { queues, waiting, endpoint } = await inboxWith(15);
    let calls = 0;
    const receive: typeof queues.receive = async (...args) => {
      calls += 1;
      if (calls === 2) throw new Error('SQS is away');
      return queues.receive(...args);
    };
    await expect(peekDeadLetters(endpoint, {}, { queues: { ...queues, receive } })).rejects.toThrow('SQS is away');
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(15);
  });
});

describe('redriving', () => {
  it('sends every dead letter to its source queue, without the cause', async () => {
    const { queues, waiting, endpoint, clock } = await inboxWith(12);
    const { letters, leftNewer } = await redrive(endpoint, { queues }, everything, clock);
    expect([letters.length, leftNewer]).toEqual([12, 0]);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(0);
    const sent = waiting(endpoint.queueUrl);
    expect(sent).toHaveLength(12);
    expect(sent[0]?.body).toBe('{"n":1}');
    expect(Object.keys(sent[0]?.attributes ?? {})).toEqual([
      'endpoint',
      'eventId',
      'eventType',
      'receivedAt',
      'contentType',
      'encoding',
    ]);
  });

  it('deletes a dead letter only after it was sent', async () => {
    const { queues, endpoint, clock } = await inboxWith(1);
    const steps: string[] = [];
    const watched: typeof queues = {
      ...queues,
      send: async (url, message) => {
        steps.push(`send ${url}`);
        await queues.send(url, message);
      },
      remove: async (url, handle) => {
        steps.push(`remove ${url}`);
        await queues.remove(url, handle);
      },
    };
    await redrive(endpoint, { queues: watched }, everything, clock);
    expect(steps).toEqual(['send queue:stripe', 'remove dead:stripe']);
  });

  it('loses nothing when sending fails', async () => {
    const { queues, endpoint, clock } = await inboxWith(2);
    const send = async () => {
      throw new Error('SQS is away');
    };
    await expect(redrive(endpoint, { queues: { ...queues, send } }, everything, clock)).rejects.toThrow('SQS is away');
    const { waiting, inFlight } = await queues.counts(endpoint.deadLetterQueueUrl);
    expect(waiting + inFlight).toBe(2);
  });

  it('ends although an event dies again while it runs', async () => {
    const { queues, waiting, endpoint, clock } = await inboxWith(3);
    const dyingAgain: typeof queues = {
      ...queues,
      send: async (url, message) => {
        clock.tick();
        await queues.send(url, message);
        await queues.send(endpoint.deadLetterQueueUrl, { ...message, attributes });
      },
    };
    const { letters, leftNewer } = await redrive(endpoint, { queues: dyingAgain }, everything, clock);
    expect([letters.length, leftNewer]).toEqual([3, 3]);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(3);
  });

  it.each([
    [{ eventType: 'invoice.*' }, ['evt_1', 'evt_2', 'evt_3']],
    [{ eventType: 'invoice' }, []],
    [{ errorName: 'NonRetryableError' }, ['evt_1', 'evt_2', 'evt_3']],
    [{ errorName: 'unexplained' }, ['evt_silent']],
    [{ id: 'evt_2' }, ['evt_2']],
    [{ id: 'message-3' }, ['evt_3']],
    [{ id: 'evt_2', errorName: 'TypeError' }, []],
    [{ sinceMs: Date.UTC(2026, 10, 25, 10, 0, 1) }, ['evt_1', 'evt_2', 'evt_3']],
    [{ sinceMs: Date.UTC(2026, 10, 25, 10, 0, 2) }, []],
  ])('sends what is chosen by %o, just what a dry run lists, and leaves the rest visible', async (filter, ids) => {
    const { queues, waiting, endpoint, clock } = await inboxWith(3);
    await queues.send(endpoint.deadLetterQueueUrl, { body: '{}', attributes: { eventId: text('evt_silent') } });
    clock.tick();
    const listed = await redrive(endpoint, { queues }, { ...everything, filter, dryRun: true }, clock);
    expect(waiting(endpoint.queueUrl)).toHaveLength(0);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(4);
    const sent = await redrive(endpoint, { queues }, { ...everything, filter }, clock);
    expect(sent.letters.map(({ eventId }) => eventId)).toEqual(ids);
    expect(listed).toEqual(sent);
    expect(waiting(endpoint.queueUrl)).toHaveLength(ids.length);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(4 - ids.length);
  });

  it('sends no faster than asked', async () => {
    const { queues, endpoint, clock } = await inboxWith(21);
    const startedMs = clock.nowMs();
    await redrive(endpoint, { queues }, { ...everything, perSecond: 10 }, clock);
    expect(clock.nowMs() - startedMs).toBeGreaterThanOrEqual(2_000);
  });
});

describe('a move by SQS', () => {
  const endpoint = endpointOf(providerNamed('stripe'));
  const task = (fields: Partial<MoveTask>): MoveTask => ({
    ...{ state: 'running', startedMs: 5, moved: 0, toMove: 100, handle: 'handle', failure: null },
    ...fields,
  });

  /** SQS whose answers to ListMessageMoveTasks are given one after the other. */
  function scripted(answers: readonly (MoveTask | null)[]) {
    const calls: string[] = [];
    let next = 0;
    const queues: Queues = {
      ...createMemoryQueues(() => 0).queues,
      startMove: async (from, to, perSecond) => void calls.push(`move ${from} ${to} ${perSecond}`),
      cancelMove: async (handle) => void calls.push(`cancel ${handle}`),
      lastMove: async () => answers[Math.min(next++, answers.length - 1)] ?? null,
    };
    const progress: string[] = [];
    const onProgress = (moved: number, toMove: number) => progress.push(`${moved}/${toMove}`);
    const move = () => moveQueue(endpoint, { queues }, { perSecond: 50, onProgress, sleep: async () => {} });
    return { calls, progress, move };
  }

  it('names the queue to move to and the rate, and is followed to its end', async () => {
    const { calls, progress, move } = scripted([null, task({ moved: 40 }), task({ state: 'completed', moved: 100 })]);
    expect(await move()).toEqual({ moved: 100, resumed: false });
    expect(calls).toEqual(['move dead:stripe queue:stripe 50']);
    expect(progress).toEqual(['40/100']);
  });

  it('is told apart from the one before it, which has ended', async () => {
    const before = task({ state: 'completed', startedMs: 1, moved: 7 });
    const { move } = scripted([before, before, null, task({ state: 'completed', startedMs: 2, moved: 3 })]);
    expect(await move()).toEqual({ moved: 3, resumed: false });
  });

  it('that an earlier run began is followed, not begun again', async () => {
    const { calls, move } = scripted([task({ moved: 1 }), task({ moved: 2 }), task({ state: 'completed', moved: 9 })]);
    expect(await move()).toEqual({ moved: 9, resumed: true });
    expect(calls).toEqual([]);
  });

  it('ends although events die again while it runs', async () => {
    const circling = task({ moved: 130 });
    const { calls, move } = scripted([null, circling, circling, task({ state: 'cancelled', moved: 140 })]);
    expect(await move()).toEqual({ moved: 140, resumed: false });
    expect(calls.filter((call) => call.startsWith('cancel'))).toEqual(['cancel handle']);
  });

  it('that fails says so, and why', async () => {
    const failed = task({ state: 'failed', moved: 4, failure: 'AccessDenied' });
    await expect(scripted([null, failed]).move()).rejects.toThrow(
      /stopped after 4 dead letters of stripe \(AccessDenied\)/,
    );
  });

  it('that is never listed is not waited for without end', async () => {
    await expect(scripted([null]).move()).rejects.toThrow(/SQS lists no task/);
  });
});

describe('purging', () => {
  it('deletes the letters that were chosen, and none that died since', async () => {
    const { queues, waiting, endpoint } = await inboxWith(12);
    const chosen = await peekDeadLetters(endpoint, {}, { queues });
    await queues.send(endpoint.deadLetterQueueUrl, { body: '{}', attributes });
    expect(await purgeDeadLetters(endpoint, chosen, { queues })).toBe(12);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(1);
  });
});
