import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventIdOf, eventKey, eventKeyPrefix, eventKeyWithBody } from '../../../lambdas/idempotency/event-key.ts';

describe('an event id', () => {
  it.each(['evt_1', '72d3162e-cc78', 'SM0123', 'a:b/c@d+e=f.g', 'x'.repeat(256)])('stays as it is: %s', (id) => {
    expect(eventIdOf(id)).toBe(id);
  });

  it.each(['', 'a b', 'é', 'a#b', 'a\n', 'x'.repeat(257), Buffer.from('evt_1')])('is hashed otherwise', (id) => {
    expect(eventIdOf(id)).toMatch(/^h:[A-Za-z0-9_-]{43}$/);
  });

  it('cannot pretend to be the hash of another', () => {
    const hashed = eventIdOf('a b');
    expect(eventIdOf(hashed)).not.toBe(hashed);
    expect(eventIdOf(hashed)).toMatch(/^h:/);
  });

  it.each(['xh:', 'h:x'])('stays as it is when a hash is but a part of it: %s…', (beginning) => {
    const id = `${beginning}${'a'.repeat(43)}`;
    expect(eventIdOf(id)).toBe(id);
    expect(eventKey('stripe', id)).toBe(`v1#stripe#p:${id}`);
  });

  it('is opaque: neither case nor Unicode form is changed', () => {
    expect(eventIdOf('EVT')).not.toBe(eventIdOf('evt'));
    expect(eventIdOf('\u00e9')).not.toBe(eventIdOf('e\u0301'));
  });
});

describe('a record’s key', () => {
  it('is scoped by endpoint and tells plain ids from hashed ones', () => {
    expect(eventKey('stripe', 'evt_1')).toBe('v1#stripe#p:evt_1');
    expect(eventKey('stripe', eventIdOf('a b'))).toBe(`v1#stripe#${eventIdOf('a b')}`);
    expect(eventKey('stripe', 'evt_1')).not.toBe(eventKey('stripe-test', 'evt_1'));
  });

  it('has type and body beside the id where the id is not signed, behind a tilde that no id holds', () => {
    const bodySha256 = 'b'.repeat(64);
    const beside = (text: string) => createHash('sha256').update(text).digest('base64url');
    const key = (eventType: string | null) => eventKeyWithBody('trello', { eventId: 'evt_1', eventType }, bodySha256);
    expect(eventKeyPrefix('trello', 'evt_1')).toBe('v1#trello#p:evt_1~');
    expect(key('card.moved')).toBe(`v1#trello#p:evt_1~${beside(`card.moved\n${bodySha256}`)}`);
    expect(key(null)).toBe(`v1#trello#p:evt_1~${beside(`\n${bodySha256}`)}`);
    expect(eventIdOf('evt_1~')).toMatch(/^h:/);
  });
});
