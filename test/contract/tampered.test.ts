import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import { tamperWith } from '../../operator/tamper.ts';
import { draftOf, newKeys, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;

describe('a delivery whose signature `inbox send --tamper signature` spoils', () => {
  it.each([...catalogue])('is refused: %s', (_, provider) => {
    const keys = newKeys(provider, 'own');
    for (const sample of provider.samples) {
      const draft = draftOf(sample, { nowMs, ...(keys.published.length > 0 ? { secret: keys.configured } : {}) });
      const genuine = signed(provider, draft, keys.signing, nowMs);
      const spoilt = tamperWith('signature', provider, genuine);
      const accepts = (request: typeof genuine) =>
        verify(provider.verification, request, [keys.configured], nowMs, keys.published).verified;
      expect([accepts(genuine), accepts(spoilt)]).toEqual([true, false]);
    }
  });
});
