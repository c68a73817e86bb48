import { createHash, timingSafeEqual } from 'node:crypto';
import { compareCandidates } from './compare-candidates.ts';
import { firstVerified } from './first-verified.ts';
import type { Digest, Verdict } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** A plain hash over content that names the secret. Throws ConfigurationError for an empty secret. */
export function verifyDigest(
  scheme: Digest,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
): Verdict {
  for (const secret of secrets) secretBytes(secret);
  return firstVerified(secrets, (secret) =>
    compareCandidates(scheme, { ...request, secret }, nowMs, [null], (_, content) => {
      const digest = createHash(scheme.hash).update(content).digest();
      return (signature) => signature.length === digest.length && timingSafeEqual(signature, digest);
    }),
  );
}
