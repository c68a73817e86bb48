import { expect, it } from 'vitest';
import { deadlinesOf } from '../../../lambdas/processing/deadlines.ts';

it.each([
  [900_000, [895_000, 897_000, 898_000, 899_000, 905_000]],
  [30_000, [25_000, 27_000, 28_000, 29_000, 35_000]],
  [2_000, [1_200, 1_400, 1_600, 1_800, 7_000]],
])('an invocation of %d ms has its moments in order, and time to start', (remainingMs, moments) => {
  expect(Object.values(deadlinesOf(0, remainingMs))).toEqual(moments);
});
