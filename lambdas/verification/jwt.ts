import { createHash, createHmac, type KeyObject, timingSafeEqual, verify as verifySignature } from 'node:crypto';
import { pssOptions } from './asymmetric.ts';
import { decodeSignature } from './decode-signature.ts';
import { firstVerified } from './first-verified.ts';
import { claimsFault } from './jwt-claims.ts';
import { type JsonValue, parseJson } from './parsed-body.ts';
import { readPublicKey } from './public-key.ts';
import { readPart } from './read-part.ts';
import type { Jwt, JwtAlgorithm, Verdict } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import { standsInBody } from './stands-in-body.ts';
import type { WebhookRequest } from './webhook-request.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

export interface ParsedJwt {
  readonly algorithm: string | null;
  readonly keyId: string | null;
  /** The certificates in its header, in PEM. */
  readonly certificates: string;
  readonly claims: JsonObject;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Far above any provider's token, unless it is the whole event. */
const maxLength = 16_384;

/** The token of a scheme; null as with parseJwt. One that stands in the body may be as long as a body. */
export const readToken = ({ token }: Jwt, text: string): ParsedJwt | null =>
  text.length > maxLength && !standsInBody(token) ? null : parseJwt(text);

/** Null when the text is not a compact JWS with a JSON object as payload (RFC 7515, section 7.1), or uses an extension. */
function parseJwt(text: string): ParsedJwt | null {
  const [head, payload, signature, ...more] = text.split('.').map((part) => decodeSignature(part, 'base64url'));
  // Base64url in a token is never padded (RFC 7515, section 2).
  if (text.includes('=') || !head || !payload || !signature || more.length > 0) return null;
  const header = objectIn(head);
  const claims = objectIn(payload);
  if (!header || !claims || 'crit' in header || header.b64 === false) return null;
  const textOf = (value: JsonValue | undefined) => (typeof value === 'string' ? value : null);
  const signed = Buffer.from(text.slice(0, text.lastIndexOf('.')));
  return {
    algorithm: textOf(header.alg),
    keyId: textOf(header.kid),
    certificates: certificatesIn(header.x5c),
    claims,
    signed,
    signature,
  };
}

/** More than any chain has. */
const maxCertificates = 6;

function certificatesIn(x5c: JsonValue | undefined): string {
  const texts = Array.isArray(x5c) ? x5c.slice(0, maxCertificates) : [];
  return texts.map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`).join('');
}

function objectIn(bytes: Buffer): JsonObject | null {
  const value = parseJson(bytes.toString('utf8'));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/**
 * `published` are the keys fetched for this token's key id, where the provider publishes them.
 * Throws ConfigurationError for an empty or malformed secret or key.
 */
export function verifyJwt(
  scheme: Jwt,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
  published: readonly KeyObject[] = [],
): Verdict {
  const [text, ...more] = readPart(scheme.token, request);
  if (text === undefined) return { verified: false, reason: 'missing_signature' };
  const token = more.length === 0 ? readToken(scheme, text) : null;
  const algorithm = scheme.algorithms.find((name) => name === token?.algorithm);
  if (!token || !algorithm) return { verified: false, reason: 'malformed_signature' };
  return firstVerified(secrets, (secret) => {
    const keys = keysFor(scheme, secret, published);
    if (keys.length === 0) return { verified: false, reason: 'unknown_key' };
    if (!keys.some((key) => isGenuine(algorithm, key, token))) return { verified: false, reason: 'signature_mismatch' };
    if (!coversBody(scheme, token, request)) return { verified: false, reason: 'signature_mismatch' };
    const reason = claimsFault(scheme, token.claims, { ...request, secret }, nowMs);
    return reason === null ? { verified: true, secretIndex: 0 } : { verified: false, reason };
  });
}

function keysFor({ key }: Jwt, secret: string, published: readonly KeyObject[]): readonly (KeyObject | Buffer)[] {
  if (typeof key === 'object') return published;
  return key === 'spki' ? [readPublicKey(secret, 'spki')] : [secretBytes(secret, key)];
}

const kinds: Record<JwtAlgorithm, string> = {
  HS256: 'sha256',
  HS384: 'sha384',
  HS512: 'sha512',
  RS256: 'rsa',
  RS512: 'rsa',
  PS256: 'rsa',
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  EdDSA: 'ed25519',
};

/** RFC 7518, section 3. A key of another kind than the algorithm's never verifies. */
function isGenuine(algorithm: JwtAlgorithm, key: KeyObject | Buffer, { signed, signature }: ParsedJwt): boolean {
  const kind = kinds[algorithm];
  if (Buffer.isBuffer(key)) {
    if (!algorithm.startsWith('HS')) return false;
    const digest = createHmac(kind, key).update(signed).digest();
    return digest.length === signature.length && timingSafeEqual(digest, signature);
  }
  if ((key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType) !== kind) return false;
  if (algorithm === 'EdDSA') return verifySignature(null, signed, key, signature);
  const hash = `sha${algorithm.slice(2)}`;
  const options = algorithm.startsWith('PS') ? pssOptions(key) : { key, dsaEncoding: 'ieee-p1363' as const };
  return verifySignature(hash, signed, options, signature);
}

function coversBody({ bodyHash }: Jwt, { claims }: ParsedJwt, { rawBody }: WebhookRequest): boolean {
  if (!bodyHash) return true;
  const claimed = claims[bodyHash.claim];
  const bytes = typeof claimed === 'string' ? decodeSignature(claimed, bodyHash.encoding) : null;
  const digest = createHash(bodyHash.hash).update(rawBody).digest();
  return bytes !== null && bytes.length === digest.length && timingSafeEqual(bytes, digest);
}
