import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import type { Provider, Sample } from '../../lambdas/providers/define-provider.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { UsageError } from '../../operator/operator-error.ts';
import { prepareDelivery } from '../../operator/prepare-delivery.ts';
import { tamperWith } from '../../operator/tamper.ts';
import { draftOf, type Keys, newKeys, publicUrl, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;

function genuineOf(provider: Provider, sample: Sample, keys: Keys): WebhookRequest {
  const draft = draftOf(sample, { nowMs, ...(keys.published.length > 0 ? { secret: keys.configured } : {}) });
  return signed(provider, draft, keys.signing, nowMs);
}

describe('a delivery whose signature `inbox send --tamper signature` spoils', () => {
  it.each([...catalogue])('is refused: %s', (_, provider) => {
    const keys = newKeys(provider, 'own');
    for (const sample of provider.samples) {
      const genuine = genuineOf(provider, sample, keys);
      const spoilt = tamperWith('signature', provider, genuine);
      const accepts = (request: typeof genuine) =>
        verify(provider.verification, request, [keys.configured], nowMs, keys.published).verified;
      expect([accepts(genuine), accepts(spoilt)]).toEqual([true, false]);
    }
  });
});

/** Null where the provider sets no limit. */
function tooOld(provider: Provider, sample: Sample, keys: Keys): WebhookRequest | null {
  const target = { url: publicUrl, rawQuery: '', publicUrl };
  const configured = keys.published.length > 0 ? keys.configured : null;
  try {
    const plan = { provider, sample, target, secret: keys.signing, configured, tamper: 'timestamp' } as const;
    const { url, headers, rawBody } = prepareDelivery(plan, nowMs);
    const rawQuery = url.split('?')[1] ?? '';
    const secret = configured === null ? {} : { secret: configured };
    return { method: 'POST', publicUrl, rawQuery, headers: new Map(Object.entries(headers)), rawBody, ...secret };
  } catch (error) {
    if (error instanceof UsageError && error.message.includes('no limit to a delivery’s age')) return null;
    throw error;
  }
}

/** Whether a delivery that was signed ten years ago is refused for its age. */
const hasLimit = (provider: Provider, request: WebhookRequest, keys: Keys) =>
  verify(provider.verification, request, [keys.configured], nowMs + 3.2e11, keys.published).verified === false;

describe('a delivery whose timestamp `inbox send --tamper timestamp` spoils', () => {
  it.each([...catalogue])('is refused for its age, if the provider sets a limit: %s', (_, provider) => {
    const keys = newKeys(provider, 'own');
    for (const sample of provider.samples) {
      const genuine = genuineOf(provider, sample, keys);
      const request = tooOld(provider, sample, keys);
      expect(request !== null).toBe(hasLimit(provider, genuine, keys));
      if (request) {
        const verdict = verify(provider.verification, request, [keys.configured], nowMs, keys.published);
        expect(verdict).toEqual({ verified: false, reason: 'timestamp_out_of_tolerance' });
      }
    }
  });
});
