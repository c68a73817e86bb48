import { firstVerified } from './first-verified.ts';
import { verifyHmac } from './hmac.ts';
import { header, headerList, rawBody } from './parts.ts';
import { verifyPublicKey } from './public-key.ts';
import type { Hmac, PublicKey, StandardWebhooks, Verdict } from './scheme.ts';
import { isReadable } from './secret-bytes.ts';
import type { WebhookRequest } from './webhook-request.ts';

export const publicKeyPrefix = 'whpk_';

/** The scheme of one kind of secret, spelled out. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function standardWebhooksHmac({
  headerPrefix,
  toleranceSeconds,
  secretFormat = 'whsec',
}: StandardWebhooks): Hmac {
  return { kind: 'hmac', hash: 'sha256', secretFormat, ...shared(headerPrefix, toleranceSeconds, 'v1,') };
}

/** One scheme for each way in which the sender may read this secret, the present one first. */
export function standardWebhooksHmacs(scheme: StandardWebhooks, secret: string): readonly [Hmac, ...Hmac[]] {
  const hmac = standardWebhooksHmac(scheme);
  const { secretFormat = 'whsec', olderSecretFormat } = scheme;
  if (!olderSecretFormat) return [hmac];
  const older = { ...hmac, secretFormat: olderSecretFormat };
  return isReadable(secret, secretFormat) ? [hmac, older] : [older];
}

export function standardWebhooksPublicKey({ headerPrefix, toleranceSeconds }: StandardWebhooks): PublicKey {
  const parts = shared(headerPrefix, toleranceSeconds, 'v1a,');
  return { kind: 'publicKey', algorithm: 'ed25519', keyFormat: 'raw-base64', ...parts };
}

function shared(headerPrefix: string, toleranceSeconds: number, version: string) {
  const timestamp = header(`${headerPrefix}-timestamp`);
  return {
    encoding: 'base64' as const,
    signature: headerList(`${headerPrefix}-signature`, { separator: ' ', prefix: version }),
    timestamp,
    toleranceSeconds,
    signedContent: [[header(`${headerPrefix}-id`), '.', timestamp, '.', rawBody]],
  };
}

/**
 * Each secret verifies with its own kind only: a `whpk_` key never serves as an HMAC key.
 * Throws ConfigurationError when one of the secrets is malformed, whether or not another one fits.
 */
export function verifyStandardWebhooks(
  scheme: StandardWebhooks,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
): Verdict {
  return firstVerified(secrets, (secret) =>
    secret.startsWith(publicKeyPrefix)
      ? verifyPublicKey(standardWebhooksPublicKey(scheme), request, [secret.slice(publicKeyPrefix.length)], nowMs)
      : verifyReadings(scheme, request, secret, nowMs),
  );
}

function verifyReadings(scheme: StandardWebhooks, request: WebhookRequest, secret: string, nowMs: number): Verdict {
  const readings = standardWebhooksHmacs(scheme, secret);
  return firstVerified(readings, (hmac) => verifyHmac(hmac, request, [secret], nowMs));
}
