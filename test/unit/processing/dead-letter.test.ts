import { describe, expect, it } from 'vitest';
import { toDeadLetter, toForeignDeadLetter } from '../../../lambdas/processing/dead-letter.ts';
import { type EventMessage, maxMessageBytes, messageBytes } from '../../../lambdas/processing/event-message.ts';
import { nowMs, toRecord, valuesOf } from './inbox.ts';

const cause = { error: { name: 'TypeError', message: 'x is\n \t undefined' }, attempts: 5, nowMs };
const causeAttributes = {
  errorName: { DataType: 'String', StringValue: 'TypeError' },
  errorMessage: { DataType: 'String', StringValue: 'x is undefined' },
  attempts: { DataType: 'Number', StringValue: '5' },
  failedAt: { DataType: 'String', StringValue: '2026-11-25T12:00:00.000Z' },
};
const event: EventMessage = {
  endpoint: 'stripe',
  eventId: 'evt_1',
  eventType: null,
  receivedAtMs: nowMs,
  contentType: null,
  encoding: 'text',
  body: '{}',
};
const text = (StringValue: string) => ({ DataType: 'String' as const, StringValue });
const put: Buffer[] = [];
const putBody = async (rawBody: Buffer) => {
  put.push(rawBody);
  return { bucket: 'bodies', key: 'k', size: rawBody.length, sha256: 'hash' };
};
const pointerTo = (size: number) => JSON.stringify({ bucket: 'bodies', key: 'k', size, sha256: 'hash' });

describe('a dead letter', () => {
  it('is the message with its cause, the reason on one line', async () => {
    const { body, attributes } = await toDeadLetter(event, cause, putBody);
    expect(body).toBe('{}');
    expect(attributes).toMatchObject(causeAttributes);
    expect(valuesOf({ body, attributes })).toMatchObject({ endpoint: 'stripe', eventId: 'evt_1', encoding: 'text' });
  });

  it('keeps its body up to the last byte that a message may have, and moves it to S3 from the next', async () => {
    const { attributes } = await toDeadLetter(event, cause, putBody);
    const room = maxMessageBytes - messageBytes('', attributes);
    const full = 'x'.repeat(room);
    expect(await toDeadLetter({ ...event, body: full }, cause, putBody)).toEqual({ body: full, attributes });
    const moved = await toDeadLetter({ ...event, body: `${full}x` }, cause, putBody);
    expect(moved.body).toBe(pointerTo(room + 1));
    expect(moved.attributes).toEqual({ ...attributes, encoding: text('s3') });
    expect(put.pop()?.length).toBe(room + 1);
  });

  it('whose body is in S3 already keeps its pointer, however long that is', async () => {
    const long = 'x'.repeat(maxMessageBytes);
    expect(await toDeadLetter({ ...event, encoding: 's3', body: long }, cause, putBody)).toMatchObject({ body: long });
  });
});

describe('the dead letter of a stranger', () => {
  const foreign = (attributes: Record<string, ReturnType<typeof text>>, body = 'hello') =>
    toForeignDeadLetter(toRecord({ body, attributes }, 'm'), cause, putBody);

  it('keeps up to six of its own attributes, texts as texts and numbers as numbers', async () => {
    const own = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [name, text(name)]));
    const count = { DataType: 'Number' as const, StringValue: '1' };
    const { body, attributes } = await foreign({ count: count as never, ...own });
    expect(body).toBe('hello');
    const { g: _, f: __, ...kept } = own;
    expect(attributes).toEqual({ count, ...kept, ...causeAttributes });
  });

  it('has its own cause, never one that it brought along, and nothing that is empty', async () => {
    const forged = { errorName: text('a'), errorMessage: text('b'), attempts: text('c'), failedAt: text('d') };
    const own = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, text(name)]));
    const { attributes } = await foreign({ ...forged, nothing: text(''), ...own });
    expect(attributes).toEqual({ ...own, ...causeAttributes });
  });

  it('gives up its attributes before its body, and both only when the cause itself leaves no room', async () => {
    const room = maxMessageBytes - messageBytes('', (await foreign({})).attributes);
    const full = 'x'.repeat(room);
    expect(await foreign({ a: text('x') }, full)).toEqual({ body: full, attributes: causeAttributes });
    expect(await foreign({ a: text('x') }, `${full}x`)).toEqual({
      body: pointerTo(room + 1),
      attributes: { encoding: text('s3'), ...causeAttributes },
    });
  });
});
