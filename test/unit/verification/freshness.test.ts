import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { staleness, timestampMs } from '../../../lambdas/verification/freshness.ts';
import { headerList } from '../../../lambdas/verification/parts.ts';
import type { Freshness, TimestampUnit } from '../../../lambdas/verification/scheme.ts';
import { requestOf } from '../../support/webhook-request.ts';

describe('a timestamp', () => {
  const ms = Date.parse('2026-11-24T10:00:00Z');
  it.each<[TimestampUnit, string, number | null]>([
    ['s', '1795514400', 1_795_514_400_000],
    ['s', '1', 1000],
    ['s', '1234567890123', null],
    ['s', '-1', null],
    ['s', '1 ', null],
    ['s', '', null],
    ['ms', '1795514400000', 1_795_514_400_000],
    ['ms', '12345678901234', null],
    ['ms', 'x1', null],
    ['ms', '1x', null],
    ['iso8601', '2026-11-24T10:00:00Z', ms],
    ['iso8601', '2026-11-24T10:00:00.5Z', ms + 500],
    ['iso8601', '2026-11-24T10:00:00.123456789Z', ms + 123],
    ['iso8601', '2026-11-24T12:00:00+02:00', ms],
    ['iso8601', '2026-11-24T09:00:00-01:00', ms],
    ['iso8601', '2026-11-24T12:00:00+0200', ms],
    ['iso8601', '+002026-11-24T10:00:00Z', null],
    ['iso8601', '2026-11-24T10:00:00Z\0', null],
    ['iso8601', '2026-11-24T10:00:00', null],
    ['iso8601', '2026-11-24T10:00:00.Z', null],
    ['iso8601', '2026-11-24', null],
    ['iso8601', 'x2026-11-24T10:00:00Z', null],
    ['iso8601', '2026-11-24T10:00:00Zx', null],
    ['iso8601', '2026-13-24T10:00:00Z', null],
    ['isoWithoutZone', '2026-11-24T10:00:00', ms],
    ['isoWithoutZone', '2026-11-24T10:00:00.25', ms + 250],
    ['isoWithoutZone', '2026-11-24T10:00:00Z', null],
    ['isoWithoutZone', '+002026-11-24T10:00:00', null],
    ['isoWithoutZone', '2026-11-24T10:00:00.1234567890', null],
    ['isoWithoutZone', 'x2026-11-24T10:00:00', null],
    ['isoWithoutZone', '2026-11-24T10:00:00.', null],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00:00 GMT', ms],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00:00', null],
    ['rfc1123', 'xTue, 24 Nov 2026 10:00:00 GMT', null],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00:00 GMTx', null],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00:00 GMT+0200', null],
    ['rfc1123', 'Tue, 4 Nov 2026 10:00:00 GMT', null],
    ['rfc1123', 'Tue, 24 Nov 26 10:00:00 GMT', null],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00 GMT', null],
  ])('in %s that reads "%s" is %s', (unit, text, expected) => {
    expect(timestampMs(text, unit)).toBe(expected);
  });

  it('without a zone is in UTC, wherever the inbox runs', () => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(new Date(ms).getHours()).toBe(19);
    expect(timestampMs('2026-11-24T10:00:00', 'isoWithoutZone')).toBe(ms);
  });
});

describe('the age of a delivery', () => {
  const nowMs = 1_795_514_400_500;
  const timestamp = headerList('t', { separator: ' ', prefix: '' });
  const age = (text: string, freshness: Partial<Freshness> = {}) =>
    staleness({ timestamp, toleranceSeconds: 300, ...freshness }, requestOf('', { headers: { t: text } }), nowMs);
  const late = 'timestamp_out_of_tolerance';
  const second = Math.floor(nowMs / 1000);

  it.each([
    [second - 300, null],
    [second - 301, late],
    [second + 300, null],
    [second + 301, late],
  ])('of %d in whole seconds is judged %s', (seconds, expected) => {
    expect(age(String(seconds))).toBe(expected);
  });

  it('is judged to the millisecond where the sender says so', () => {
    expect(age(String(nowMs - 300_000), { timestampUnit: 'ms' })).toBeNull();
    expect(age(String(nowMs - 300_001), { timestampUnit: 'ms' })).toBe(late);
    expect(age(String(nowMs + 300_001), { timestampUnit: 'ms' })).toBe(late);
  });

  it('may be bounded without its end, and less ahead than behind', () => {
    expect(age(String(second - 300), { exclusive: true })).toBe(late);
    expect(age(String(second - 299), { exclusive: true })).toBeNull();
    expect(age(String(second + 61), { aheadSeconds: 60 })).toBe(late);
    expect(age(String(second + 60), { aheadSeconds: 60 })).toBeNull();
  });

  it('is anything where the provider sets no window, but must be a time', () => {
    expect(age('1', { toleranceSeconds: null })).toBeNull();
    expect(age('x', { toleranceSeconds: null })).toBe('malformed_timestamp');
  });

  it('needs one timestamp, where the scheme has any', () => {
    expect(age('')).toBe('missing_timestamp');
    expect(age('1 2')).toBe('malformed_timestamp');
    expect(staleness({ toleranceSeconds: null }, requestOf(''), nowMs)).toBeNull();
  });
});
