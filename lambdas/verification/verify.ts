import { ConfigurationError } from '../runtime/errors.ts';
import { verifyHmac } from './hmac.ts';
import { verifyPublicKey } from './public-key.ts';
import type { Verdict, VerificationScheme } from './scheme.ts';
import { verifyBasicAuth, verifyToken } from './shared-secret.ts';
import { verifyStandardWebhooks } from './standard-webhooks.ts';
import type { WebhookRequest } from './webhook-request.ts';

/**
 * Whether a delivery was signed with one of the secrets (newest first), over its raw bytes, within the tolerance.
 * Throws ConfigurationError when there is no secret or one of them is empty or malformed: misconfiguration fails closed
 * and never looks like a bad signature.
 */
export function verify(
  scheme: VerificationScheme,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
): Verdict {
  if (scheme.kind === 'unsigned') return { verified: true, secretIndex: 0 };
  if (secrets.length === 0) throw new ConfigurationError('the endpoint has no signing secret');
  if (secrets.some((secret) => secret.trim() === '')) throw new ConfigurationError('the signing secret is empty');
  switch (scheme.kind) {
    case 'hmac':
      return verifyHmac(scheme, request, secrets, nowMs);
    case 'publicKey':
      return verifyPublicKey(scheme, request, secrets, nowMs);
    case 'standardWebhooks':
      return verifyStandardWebhooks(scheme, request, secrets, nowMs);
    case 'token':
      return verifyToken(scheme, request, secrets);
    case 'basicAuth':
      return verifyBasicAuth(request, secrets);
  }
}
