import { describe, expect, it } from 'vitest';
import { runConcurrently } from '../../../lambdas/processing/run-concurrently.ts';

/** The results, and how many ran at a time at most. */
async function run(count: number, limit: number) {
  let [running, most] = [0, 0];
  const items = Array.from({ length: count }, (_, index) => index);
  const results = await runConcurrently(items, limit, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return item * 2;
  });
  return { results, most };
}

describe('tasks that run side by side', () => {
  it.each([
    [5, 2, 2],
    [2, 5, 2],
    [3, 0, 1],
    [3, Number.POSITIVE_INFINITY, 3],
    [0, 4, 0],
  ])('%d with a limit of %d are %d at a time, with their results in order', async (count, limit, most) => {
    expect(await run(count, limit)).toEqual({ results: Array.from({ length: count }, (_, n) => n * 2), most });
  });
});
