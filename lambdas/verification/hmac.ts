import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { compareCandidates } from './compare-candidates.ts';
import type { Hmac, Verdict } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** RFC 2104. Throws ConfigurationError for an empty or malformed secret. */
export function verifyHmac(scheme: Hmac, request: WebhookRequest, secrets: readonly string[], nowMs: number): Verdict {
  // Of bytes that are no key object Node finds out by an exception, which costs more than the HMAC.
  const keys = secrets.map((secret) => createSecretKey(secretBytes(secret, scheme.secretFormat, scheme.keySuffix)));
  return compareCandidates(scheme, request, nowMs, keys, (key, content) => {
    const digest = createHmac(scheme.hash, key).update(content).digest();
    return (signature) => signature.length === digest.length && timingSafeEqual(signature, digest);
  });
}
