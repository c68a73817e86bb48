import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { type Delivery, deliveries } from './deliveries.ts';
import { createPlay } from './ingest-property.ts';

/** Over all providers together, so that a longer catalogue takes no longer; `npm run fuzz` goes on for minutes. */
const inputs = 20_000;
const inputsEach = Math.max(40, Math.floor(inputs / catalogue.size));
const seed = 20_261_126;

const counts = { played: 0, accepted: 0, judged: 0, judgedForged: 0 };

describe.each([...catalogue])('%s, whatever is delivered,', (_, provider) => {
  it('answers, accepts nothing that is not signed, and loses no byte', { timeout: 120_000 }, async () => {
    const play = createPlay(provider);
    for (const sample of provider.samples.keys()) await play({ kind: 'changed', sample, changes: [] });
    const property = fc.asyncProperty(deliveries, async (delivery: Delivery) => {
      const { verdict, judgement } = await play(delivery);
      counts.played += 1;
      if (verdict === 'accepted') counts.accepted += 1;
      if (judgement !== 'unknown') counts.judged += 1;
      if (judgement === 'forged') counts.judgedForged += 1;
    });
    await fc.assert(property, { seed, numRuns: inputsEach });
    expect(counts.played).toBeGreaterThanOrEqual(inputsEach);
  });
});
