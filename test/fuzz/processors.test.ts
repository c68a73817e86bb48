import fc from 'fast-check';
import { expect, it } from 'vitest';
import { invocations, playInvocation } from './processor-property.ts';

const seed = 20_261_126;
const inputs = 4_000;

it('gives every message of any invocation an outcome that is defined', { timeout: 120_000 }, async () => {
  const met = new Set<string>();
  const property = fc.asyncProperty(invocations, async (invocation) => {
    for (const outcome of await playInvocation(invocation)) met.add(outcome);
  });
  await fc.assert(property, { seed, numRuns: inputs });
  expect([...met].sort()).toEqual(
    expect.arrayContaining(['completed', 'dead_lettered', 'retry', 'split', 'store_unavailable']),
  );
});
