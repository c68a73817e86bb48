import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffSeconds, maxVisibilitySeconds } from '../../../lambdas/processing/backoff.ts';

describe('the backoff', () => {
  it.each([
    [1, 8, 15],
    [2, 30, 60],
    [3, 120, 240],
    [4, 480, 960],
    [5, 1800, 3600],
    [5000, 1800, 3600],
  ])('after attempt %d is between %d and %d seconds', (attempt, least, most) => {
    expect(backoffSeconds(attempt, 0)).toBe(least);
    expect(backoffSeconds(attempt, 0.999_999)).toBe(most);
  });

  it('takes the base and the maximum of the processor', () => {
    expect(backoffSeconds(2, 0, { baseSeconds: 2 })).toBe(4);
    expect(backoffSeconds(9, 0.999_999, { maxSeconds: 100 })).toBe(100);
    expect(backoffSeconds(5000, 0.5, { baseSeconds: 0 })).toBe(0);
  });

  it('is always a visibility timeout that SQS accepts', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(1e9),
        (attempt, random, base) => {
          const seconds = backoffSeconds(attempt, random, { baseSeconds: base, maxSeconds: 1e12 });
          expect(Number.isInteger(seconds) && seconds >= 0 && seconds <= maxVisibilitySeconds).toBe(true);
        },
      ),
    );
    expect(maxVisibilitySeconds + 900).toBe(43_200);
  });
});
