import { describe, expect, it } from 'vitest';
import { eventIdOf, eventKey } from '../../../lambdas/idempotency/event-key.ts';

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
});
