import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createInbox, keyOf, messageRecord, nowMs, sha256, toRecord, valuesOf } from './inbox.ts';

beforeEach(() => vi.useFakeTimers({ now: nowMs }));
afterEach(() => vi.useRealTimers());

const batch = { items: '', eventId: ['sg_event_id'], eventType: ['event'] };
const delivery = (body: string | Buffer, receives = 1) =>
  messageRecord({ eventId: 'h:delivery', eventType: null, body, receives });

describe('a delivery of many events', () => {
  it('becomes one message per event and is completed', async () => {
    const inbox = createInbox({ '*': vi.fn() }, { settings: { batch } });
    const body = '[{"sg_event_id":"a","event":"open"}, {"sg_event_id":"b","n":12345678901234567890}]';
    expect(await inbox.run([delivery(body)])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'sendMessages 2', 'complete']);
    expect(inbox.queue.map((message) => message.body)).toEqual([
      '{"sg_event_id":"a","event":"open"}',
      '{"sg_event_id":"b","n":12345678901234567890}',
    ]);
    const common = {
      endpoint: 'stripe',
      receivedAt: '2026-11-25T12:00:00.000Z',
      encoding: 'text',
      splitFrom: 'h:delivery',
    };
    expect(inbox.queue.map(valuesOf)).toEqual([
      { ...common, eventId: 'a', eventType: 'open' },
      { ...common, eventId: 'b' },
    ]);
    expect(await inbox.store.read(keyOf('h:delivery'))).toMatchObject({ status: 'COMPLETED' });
    expect(inbox.journal).toMatchObject([{ outcome: 'split', eventId: 'h:delivery' }]);
  });

  it('shows its handlers one event at a time, as JSON, and is not split again', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ open: handler }, { settings: { batch } });
    await inbox.run([delivery('[{"sg_event_id":"a","event":"open"},{"sg_event_id":"b","event":"open"}]')]);
    expect(await inbox.run(inbox.queue.map((message, index) => toRecord(message, `part${index}`)))).toEqual([]);
    expect(
      handler.mock.calls.map(([{ payload, event, idempotencyKey }]) => [
        payload,
        event.id,
        event.contentType,
        idempotencyKey,
      ]),
    ).toEqual([
      [{ sg_event_id: 'a', event: 'open' }, 'a', 'application/json', 'v1#stripe#p:a~0'],
      [{ sg_event_id: 'b', event: 'open' }, 'b', 'application/json', 'v1#stripe#p:b~0'],
    ]);
    expect(inbox.queue).toHaveLength(2);
  });

  it('that was split before a crash runs each event once all the same', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ open: handler }, { settings: { batch } });
    inbox.breaks('complete');
    const body = '[{"sg_event_id":"a","event":"open"}]';
    expect(await inbox.run([delivery(body)])).toEqual(['m:h:delivery']);
    const again = createInbox({ open: handler }, { settings: { batch } });
    await again.run([delivery(body, 2)]);
    for (const message of [...inbox.queue, ...again.queue]) await again.run([toRecord(message, 'part')]);
    expect(handler).toHaveBeenCalledOnce();
  });

  it('without events is completed with nothing sent', async () => {
    const inbox = createInbox({}, { settings: { batch } });
    expect(await inbox.run([delivery('[]')])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete']);
  });

  it.each(['{"sg_event_id":"a"}', '[{]', 'null', ''])('that cannot be split (%s) is dead-lettered', async (body) => {
    const inbox = createInbox({ '*': vi.fn() }, { settings: { batch } });
    expect(await inbox.run([delivery(body)])).toEqual([]);
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([
      { errorName: 'InvalidPayloadError', errorMessage: 'the delivery is not JSON with an array of events at $' },
    ]);
    expect(inbox.journal).toMatchObject([{ counts: ['DeadLettered', 'SchemaDrift'] }]);
  });

  it('is retried when some events could not be sent', async () => {
    const inbox = createInbox({}, { settings: { batch } });
    inbox.breaks('sendMessages');
    expect(await inbox.run([delivery('[{"sg_event_id":"a"}]')])).toEqual(['m:h:delivery']);
    expect(inbox.calls).toEqual(['claim', 'sendMessages 1', 'fail', 'setVisibility r:h:delivery 12']);
  });

  it('puts an event that does not fit a message into S3, and its handler never notices', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ '*': handler }, { settings: { batch } });
    const large = `{"sg_event_id":"a","text":"${'x'.repeat(1_048_576)}"}`;
    await inbox.run([messageRecord({ eventId: 'h:delivery', body: `[${large}]` })]);
    expect(inbox.calls).toEqual(['claim', 'putBody', 'sendMessages 1', 'complete']);
    expect(inbox.queue.map(valuesOf)).toMatchObject([{ encoding: 's3', splitFrom: 'h:delivery', eventId: 'a' }]);
    await inbox.run(inbox.queue.map((message) => toRecord(message, 'part')));
    expect(handler.mock.calls[0]?.[0].event.rawBody.equals(Buffer.from(large))).toBe(true);
  });

  it('keeps the mark of a split event on its dead letter, whose attributes are ten at most', async () => {
    const inbox = createInbox({ '*': () => Promise.reject(new Error('x')) }, { settings: { batch } });
    await inbox.run([delivery('[{"sg_event_id":"a","event":"open"}]')]);
    await inbox.run(inbox.queue.map((message) => toRecord(message, 'part', 5)));
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([{ splitFrom: 'h:delivery', errorName: 'Error' }]);
  });
});

describe('a body in S3', () => {
  const rawBody = Buffer.from([0, 1, 2, 255]);
  const pointer = { bucket: 'bodies', key: 'k', size: 4, sha256: sha256(rawBody) };
  const pointing = (to: object, receives = 1) =>
    messageRecord({ body: JSON.stringify(to), contentType: 'image/png', encoding: 's3', receives } as object);

  it('reaches the handler as the provider sent it', async () => {
    const handler = vi.fn();
    const inbox = createInbox({ '*': handler });
    inbox.bodies.set('k', rawBody);
    expect(await inbox.run([pointing(pointer)])).toEqual([]);
    expect(handler.mock.calls[0]?.[0]).toMatchObject({ payload: rawBody, event: { rawBody } });
  });

  it('is not fetched for an event that has no handler', async () => {
    const inbox = createInbox({ other: vi.fn() });
    expect(await inbox.run([pointing(pointer)])).toEqual([]);
    expect(inbox.calls).toEqual(['claim', 'complete']);
  });

  it.each([
    ['is gone', { ...pointer, key: 'gone' }, 's3://bodies/gone is gone'],
    ['changed', { ...pointer, sha256: '0'.repeat(64) }, 's3://bodies/k has changed since it was received'],
    ['has another size', { ...pointer, size: 5 }, 's3://bodies/k has changed since it was received'],
    ['is not named', { bucket: 'bodies' }, 'the message says that its body is in S3, but not where'],
  ])('that %s is retried, then dead-lettered with the pointer', async (_, to, reason) => {
    const inbox = createInbox({ '*': vi.fn() });
    inbox.bodies.set('k', rawBody);
    expect(await inbox.run([pointing(to)])).toEqual(['m:evt_1']);
    expect(await inbox.run([pointing(to, 5)])).toEqual([]);
    expect(inbox.deadLetters.map(({ body }) => JSON.parse(body))).toEqual([to]);
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([
      { encoding: 's3', errorName: 'BodyUnavailableError', errorMessage: reason },
    ]);
  });
});

describe('a dead letter that its cause makes too large for a message', () => {
  it('carries its body through S3', async () => {
    const inbox = createInbox({ '*': () => Promise.reject(new Error('x'.repeat(300))) });
    const body = 'a'.repeat(1_048_576 - 160);
    await inbox.run([messageRecord({ body, receives: 5 })]);
    expect(inbox.calls).toEqual(['claim', 'putBody', 'sendDeadLetter', 'fail']);
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([{ encoding: 's3', errorName: 'InvalidPayloadError' }]);
    expect([...inbox.bodies.values()].map(String)).toEqual([body]);
  });

  it('of a stranger as well', async () => {
    const inbox = createInbox({});
    const body = 'a'.repeat(1_048_576);
    await inbox.run([toRecord({ body, attributes: {} }, 'x')]);
    expect(inbox.deadLetters.map(valuesOf)).toMatchObject([{ encoding: 's3', errorName: 'MalformedMessage' }]);
    expect([...inbox.bodies.values()].map(String)).toEqual([body]);
  });
});
