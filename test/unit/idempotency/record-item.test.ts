import { describe, expect, it } from 'vitest';
import { isExpired, N, S, toRecord } from '../../../lambdas/idempotency/record-item.ts';

const item = { pk: S('v1#stripe#p:evt_1'), status: S('FAILED'), expiresAt: N(1_800_000_000) };
const record = { pk: 'v1#stripe#p:evt_1', status: 'FAILED', gen: 0, expiresAt: 1_800_000_000 };

describe('an item of the table', () => {
  it('is read as a record of the first generation when it has but the key, a status and an expiry', () => {
    expect(toRecord(item)).toEqual(record);
  });

  it('keeps every number and every text that it has', () => {
    const numbers = { gen: 2, firstSeenAt: 3, completedAt: 4, leaseUntil: 5, claims: 6 };
    const texts = { bodySha256: 'b', eventType: 't', leaseToken: 'l', lastError: 'e' };
    const attributes = {
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, N(value)])),
      ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, S(value)])),
    };
    expect(toRecord({ ...item, ...attributes })).toEqual({ ...record, ...numbers, ...texts });
  });

  it.each([
    ['key', { status: item.status, expiresAt: item.expiresAt }],
    ['status', { pk: item.pk, expiresAt: item.expiresAt }],
    ['status that the state machine knows', { ...item, status: S('DONE') }],
    ['expiry', { pk: item.pk, status: item.status }],
    ['anything', {}],
  ])('is no record without a %s', (_, other) => {
    expect(() => toRecord(other)).toThrow(new Error('an item of the table is not an idempotency record'));
  });

  it('counts as absent from the second in which it expires', () => {
    const { expiresAt } = toRecord(item);
    expect([-1, 0].map((ms) => isExpired(toRecord(item), expiresAt * 1000 + ms))).toEqual([false, true]);
  });
});
