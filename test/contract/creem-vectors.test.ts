import { verifyWebhookSignature } from 'creem/webhooks.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { creem as vectors } from '../conformance/made/creem.ts';

describe('Creem’s vectors that are made here have the verdict of the vendor’s package', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    vi.setSystemTime(Number(vector.now) * 1000);
    const { headers, bodyBase64 = '' } = vector.request;
    const delivered = Buffer.from(bodyBase64, 'base64');
    const judged = verifyWebhookSignature(delivered, Object.fromEntries(headers), vector.secrets[0] ?? '').then(
      () => 'accept',
      () => 'reject',
    );
    expect(await judged).toBe(vector.expect.verdict);
  });
});
