import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { deliveries } from './deliveries.ts';
import { createPlay } from './ingest-property.ts';

/** Over all providers together, so that a longer catalogue takes no longer; `npm run fuzz` goes on for minutes. */
const inputs = 20_000;
const inputsEach = Math.max(40, Math.floor(inputs / catalogue.size));
const seed = 20_261_126;
/** Providers whose signatures the oracle may leave unjudged, in percent. */
const unjudgedPercent = 10;

describe.each([...catalogue])('%s, whatever is delivered,', (_, provider) => {
  it('answers, accepts nothing that is not signed, and loses no byte', { timeout: 120_000 }, async () => {
    const play = createPlay(provider);
    for (const sample of provider.samples.keys()) await play({ kind: 'changed', sample, changes: [] });
    const property = fc.asyncProperty(deliveries, async (delivery) => {
      await play(delivery);
    });
    await fc.assert(property, { seed, numRuns: inputsEach });
  });
});

describe('the oracle', () => {
  it('judges nearly every provider, by what it computes itself', { timeout: 120_000 }, async () => {
    const unjudged: string[] = [];
    for (const [name, provider] of catalogue) {
      const { judgement } = await createPlay(provider)({ kind: 'changed', sample: 0, changes: [] });
      if (judgement !== 'genuine') unjudged.push(name);
    }
    expect((unjudged.length / catalogue.size) * 100, unjudged.join(', ')).toBeLessThanOrEqual(unjudgedPercent);
  });

  it('is not deaf: it takes a delivery signed by somebody else for forged', async () => {
    const provider = catalogue.get('github');
    if (!provider) throw new Error('no github');
    const stranger = Array.from(
      { length: 8 },
      (_, which) => ({ kind: 'header', how: 'stranger', which, text: '' }) as const,
    );
    const play = createPlay(provider);
    expect(await play({ kind: 'changed', sample: 0, changes: stranger })).toEqual({
      verdict: 'refused',
      judgement: 'forged',
    });
  });
});
