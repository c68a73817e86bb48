import { describe, expect, it } from 'vitest';
import type { MessageAttributes } from '../../../lambdas/processing/event-message.ts';
import { countDeadLetters, peekDeadLetters } from '../../../operator/dead-letters.ts';
import { redrive } from '../../../operator/redrive.ts';
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

async function inboxWith(count: number) {
  let nowMs = 1000;
  const clock = { now: () => nowMs, tick: () => (nowMs += 1) };
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
    expect(await countDeadLetters([endpoint, quiet], { queues })).toEqual([
      { endpoint: 'stripe', waiting: 3, inFlight: 0 },
      { endpoint: 'github', waiting: 0, inFlight: 0 },
    ]);
  });

  it('shows why each one died, and never its payload', async () => {
    const { queues, endpoint } = await inboxWith(1);
    const [letter] = await peekDeadLetters(endpoint, 10, { queues });
    expect(letter).toEqual({
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
    expect(await peekDeadLetters(endpoint, 100, { queues })).toHaveLength(25);
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(25);
  });

  it('stops at the limit', async () => {
    const { queues, endpoint } = await inboxWith(25);
    expect(await peekDeadLetters(endpoint, 12, { queues })).toHaveLength(12);
  });

  it('puts back what it holds when the queue fails half-way', async () => {
    const { queues, waiting, endpoint } = await inboxWith(15);
    let calls = 0;
    const receive: typeof queues.receive = async (...args) => {
      calls += 1;
      if (calls === 2) throw new Error('SQS is away');
      return queues.receive(...args);
    };
    await expect(peekDeadLetters(endpoint, 15, { queues: { ...queues, receive } })).rejects.toThrow('SQS is away');
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(15);
  });
});

describe('redriving', () => {
  it('sends every dead letter to its source queue, without the cause', async () => {
    const { queues, waiting, endpoint, clock } = await inboxWith(12);
    expect(await redrive(endpoint, { queues }, clock.now)).toEqual({ redriven: 12, leftNewer: 0 });
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
    await redrive(endpoint, { queues: watched }, clock.now);
    expect(steps).toEqual(['send queue:stripe', 'remove dead:stripe']);
  });

  it('loses nothing when sending fails', async () => {
    const { queues, endpoint, clock } = await inboxWith(2);
    const send = async () => {
      throw new Error('SQS is away');
    };
    await expect(redrive(endpoint, { queues: { ...queues, send } }, clock.now)).rejects.toThrow('SQS is away');
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
    const report = await redrive(endpoint, { queues: dyingAgain }, clock.now);
    expect(report).toEqual({ redriven: 3, leftNewer: 3 });
    expect(waiting(endpoint.deadLetterQueueUrl)).toHaveLength(3);
  });
});
