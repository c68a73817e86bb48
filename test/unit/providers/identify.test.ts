import { describe, expect, it } from 'vitest';
import { eventIdOf } from '../../../lambdas/idempotency/event-key.ts';
import { identify } from '../../../lambdas/providers/identify.ts';
import { bodyField, formField, header, query } from '../../../lambdas/verification/parts.ts';
import { formOf, requestOf } from '../../support/webhook-request.ts';

const id = bodyField('id');
const idOf = (parts: Parameters<typeof identify>[0]['eventId'], request = requestOf('')) =>
  identify({ eventId: parts, eventType: [] }, request).eventId;

describe('an event is known', () => {
  it('by the first source that has a value', () => {
    const request = requestOf('{"id":"b"}', { headers: { 'x-id': 'h' } });
    expect(idOf([header('x-none'), header('x-id'), id], request)).toBe('h');
    expect(idOf([header('x-none'), id, header('x-id')], request)).toBe('b');
  });

  it('by a later source where the first has two values', () => {
    expect(idOf([formField('a'), formField('b')], formOf('a=1&a=2&b=3'))).toBe('3');
  });

  it.each(['{"id":null}', '{"id":""}', '{"id":{}}', '{"id":["a"]}', '{}', 'null', '[]', 'hello', '"x"'])(
    'by its bytes when it has no id: %s',
    (body) => {
      expect(idOf([id], requestOf(body))).toBe(eventIdOf(Buffer.from(body)));
    },
  );

  it('by bytes that are no text', () => {
    const bytes = Buffer.from([0xff, 0xfe]);
    expect(idOf([id], requestOf(bytes))).toBe(eventIdOf(bytes));
    expect(idOf([id], requestOf(bytes))).not.toBe(idOf([id], requestOf(Buffer.from([0xfe, 0xff]))));
  });

  it('by its query string when it has no body either', () => {
    const get = (rawQuery: string) => idOf([id], requestOf('', { method: 'GET', query: rawQuery }));
    expect(get('CallSid=1')).not.toBe(get('CallSid=2'));
    expect(get('CallSid=1')).toBe(get('CallSid=1'));
  });

  it('by its digits, when two numbers are one to JavaScript', () => {
    expect(idOf([id], requestOf('{"id":9007199254740993}'))).toBe('9007199254740993');
    expect(idOf([id], requestOf('{"id":9007199254740992}'))).toBe('9007199254740992');
  });

  it.each(['é', 'a b', 'x'.repeat(257), 'a#b', '\0'])('by the hash of an id that is long or not plain: %j', (odd) => {
    expect(idOf([id], requestOf(JSON.stringify({ id: odd })))).toBe(eventIdOf(odd));
    expect(eventIdOf(odd)).toMatch(/^h:[\w-]{43}$/);
  });
});

describe('the type of an event', () => {
  it('comes from the first source that has one', () => {
    const eventType = [bodyField('event.type'), query('type')];
    const typeOf = (body: string) =>
      identify({ eventId: [], eventType }, requestOf(body, { query: 'type=q' })).eventType;
    expect(typeOf('{"event":{"type":"e"}}')).toBe('e');
    expect(typeOf('{}')).toBe('q');
  });

  it('may be unknown', () => {
    expect(identify({ eventId: [], eventType: [bodyField('type')] }, requestOf('{}')).eventType).toBeNull();
  });
});
