import { createHash, timingSafeEqual } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { decodeSignature } from './decode-signature.ts';
import { readPart } from './read-part.ts';
import type { Token, Verdict } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import type { WebhookRequest } from './webhook-request.ts';

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest();

/** Compares digests, so that neither content nor length of the secret shows in the time it takes. */
function matchSecret(sent: readonly (string | Buffer)[], secrets: readonly string[]): Verdict {
  const [value, ...more] = sent;
  if (value === undefined) return { verified: false, reason: 'missing_signature' };
  if (more.length > 0) return { verified: false, reason: 'malformed_signature' };
  const secretIndex = secrets.findIndex((secret) => timingSafeEqual(sha256(secretBytes(secret)), sha256(value)));
  return secretIndex < 0 ? { verified: false, reason: 'signature_mismatch' } : { verified: true, secretIndex };
}

/** Throws ConfigurationError for an empty secret. */
export function verifyToken({ token }: Token, request: WebhookRequest, secrets: readonly string[]): Verdict {
  return matchSecret(readPart(token, request), secrets);
}

/**
 * RFC 7617: `Basic base64(username:password)`; the scheme's name is case-insensitive.
 * Throws ConfigurationError for a secret that is not of that form.
 */
export function verifyBasicAuth(request: WebhookRequest, secrets: readonly string[]): Verdict {
  if (!secrets.every((secret) => secret.includes(':'))) {
    throw new ConfigurationError('the secret for basic authentication is not username:password');
  }
  const authorization = request.headers.get('authorization') ?? '';
  if (authorization === '') return { verified: false, reason: 'missing_signature' };
  const [, text = ''] = /^basic (\S+)$/i.exec(authorization) ?? [];
  const credentials = decodeSignature(text, 'base64');
  if (credentials === null) return { verified: false, reason: 'malformed_signature' };
  return matchSecret([credentials], secrets);
}
