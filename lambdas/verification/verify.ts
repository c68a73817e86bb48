import type { KeyObject } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { verifyDigest } from './digest.ts';
import { verifyEachItem } from './each-item.ts';
import { firstVerified } from './first-verified.ts';
import { verifyHmac } from './hmac.ts';
import { verifyJwt } from './jwt.ts';
import { verifyPublicKey } from './public-key.ts';
import type { Choose, SingleScheme, Slots, Verdict, VerificationScheme } from './scheme.ts';
import { schemeFor, schemesBySecret } from './scheme-for.ts';
import { verifyBasicAuth, verifyToken } from './shared-secret.ts';
import { verifyStandardWebhooks } from './standard-webhooks.ts';
import { takesSecret } from './takes-secret.ts';
import type { WebhookRequest } from './webhook-request.ts';

/**
 * Whether a delivery was signed with one of the secrets (newest first), over its raw bytes, within the tolerance.
 * `published` are the keys fetched for it where the provider publishes them (see keyRequestOf).
 * Throws ConfigurationError when there is no secret or one of them is empty or malformed: misconfiguration fails closed
 * and never looks like a bad signature.
 */
export function verify(
  scheme: VerificationScheme,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
  published: readonly KeyObject[] = [],
): Verdict {
  if (scheme.kind === 'unsigned') return { verified: true, secretIndex: 0 };
  if (secrets.length === 0) throw new ConfigurationError('the endpoint has no signing secret');
  if (secrets.some((secret) => secret.trim() === '')) throw new ConfigurationError('the signing secret is empty');
  const chosen = schemeFor(scheme, request);
  if (chosen === null || chosen.kind === 'unsigned') return { verified: false, reason: 'missing_signature' };
  if (chosen.kind !== 'bySecret') {
    const cases = scheme.kind === 'choose' ? scheme.cases : [];
    return verifyCase(chosen, cases, request, secrets, nowMs, published);
  }
  return firstVerified(secrets, (secret) => {
    const [single] = schemesBySecret(chosen, [secret]);
    if (!single) throw new ConfigurationError('the signing secret is of no kind that the provider knows');
    return verifySingle(single, request, [secret], nowMs, published);
  });
}

/** Which case a delivery is of, its sender says: nobody may make a secret look malformed that another case can use. */
function verifyCase(
  scheme: SingleScheme,
  cases: Choose['cases'],
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
  published: readonly KeyObject[],
): Verdict {
  const isOfAnother = (secret: string) =>
    cases.some((one) => takesSecret(one.scheme, secret)) && !takesSecret(scheme, secret);
  const usable = secrets.filter((secret) => !isOfAnother(secret));
  if (usable.length === 0) return { verified: false, reason: 'signature_mismatch' };
  const verdict = verifySingle(scheme, request, usable, nowMs, published);
  return verdict.verified === true
    ? { verified: true, secretIndex: secrets.indexOf(usable[verdict.secretIndex] ?? '') }
    : verdict;
}

function verifySingle(
  scheme: SingleScheme,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
  published: readonly KeyObject[],
): Verdict {
  switch (scheme.kind) {
    case 'hmac':
      return verifyHmac(scheme, request, secrets, nowMs);
    case 'digest':
      return verifyDigest(scheme, request, secrets, nowMs);
    case 'publicKey':
      return verifyPublicKey(scheme, request, secrets, nowMs, published);
    case 'standardWebhooks':
      return verifyStandardWebhooks(scheme, request, secrets, nowMs);
    case 'jwt':
      return verifyJwt(scheme, request, secrets, nowMs, published);
    case 'token':
      return verifyToken(scheme, request, secrets);
    case 'basicAuth':
      return verifyBasicAuth(request, secrets);
    case 'slots':
      return verifySlots(scheme, request, secrets, nowMs);
    case 'eachItem':
      return verifyEachItem(scheme, request, (single, item) => verifySingle(single, item, secrets, nowMs, published));
  }
}

/** A single secret may belong to any place; of several, each belongs to its own, and a list before it repeats the places. */
function verifySlots({ schemes }: Slots, request: WebhookRequest, secrets: readonly string[], nowMs: number): Verdict {
  const [only, ...more] = secrets;
  if (only !== undefined && more.length === 0) {
    const verdict = firstVerified(schemes, (scheme) => verifyHmac(scheme, request, [only], nowMs));
    return verdict.verified === true ? { verified: true, secretIndex: 0 } : verdict;
  }
  const places = secrets.map((secret, index) => ({ secret, scheme: schemes[index % schemes.length] }));
  return firstVerified(places, ({ secret, scheme }) =>
    scheme ? verifyHmac(scheme, request, [secret], nowMs) : { verified: false, reason: 'missing_signature' },
  );
}
