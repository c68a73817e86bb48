import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { certificateKey, isCurrent, type TrustedCertificates } from './certificate.ts';
import { certificateChainKey } from './certificate-chain.ts';
import { valueAt } from './json-field.ts';
import type { KeyRequest } from './key-request.ts';
import { type JsonValue, parseJson } from './parsed-body.ts';

/** The keys that an answer of the provider's holds for a request; none when it does not know the key, or no more. */
export function publishedKeys(
  request: KeyRequest,
  answer: string,
  nowMs: number,
  trusted: TrustedCertificates,
): readonly KeyObject[] {
  try {
    return keysIn(request, answer, nowMs, trusted);
  } catch {
    // Not JSON, not a certificate, not a key: the same as not there.
    return [];
  }
}

function keysIn({ source, keyId }: KeyRequest, answer: string, nowMs: number, trusted: TrustedCertificates) {
  switch (source.kind) {
    case 'keySet':
      return source.format === 'jwks' ? fromSet(parseJson(answer), keyId) : fromPems(parseJson(answer), keyId, nowMs);
    case 'keyApi':
      return fromJwk(valueAt(parseJson(answer), source.jwk), keyId, nowMs);
    case 'grantedKeyApi':
      return fromPem(valueAt(parseJson(answer), source.pem));
    case 'certificateChain': {
      const key = certificateChainKey(answer, source, nowMs, trusted);
      return key ? [key] : [];
    }
    case 'certificate': {
      const key = certificateKey(answer, source, nowMs, trusted);
      return key ? [key] : [];
    }
  }
}

function fromSet(json: JsonValue | undefined, keyId: string | null): readonly KeyObject[] {
  const keys = valueAt(json, 'keys');
  if (!Array.isArray(keys) || keyId === null) return [];
  return keys.filter((jwk) => valueAt(jwk, 'kid') === keyId && valueAt(jwk, 'use') !== 'enc').map(keyOf);
}

function fromPems(json: JsonValue | undefined, keyId: string | null, nowMs: number): readonly KeyObject[] {
  if (typeof json !== 'object' || json === null || keyId === null || !Object.hasOwn(json, keyId)) return [];
  const pem = (json as { readonly [kid: string]: JsonValue })[keyId];
  if (typeof pem !== 'string') return [];
  const certificate = new X509Certificate(pem);
  return isCurrent(certificate, nowMs) ? [certificate.publicKey] : [];
}

/** A key that the provider withdrew at a time of the past (`expired_at`, in seconds) is none. */
function fromJwk(jwk: JsonValue | undefined, keyId: string | null, nowMs: number): readonly KeyObject[] {
  const expiredAt = valueAt(jwk, 'expired_at');
  if (typeof expiredAt === 'number' && expiredAt * 1000 <= nowMs) return [];
  const kid = valueAt(jwk, 'kid');
  return jwk === undefined || (kid !== undefined && kid !== keyId) ? [] : [keyOf(jwk)];
}

function fromPem(pem: JsonValue | undefined): readonly KeyObject[] {
  const [, base64] =
    /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(String(pem)) ?? [];
  return base64 === undefined
    ? []
    : [createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })];
}

const keyOf = (jwk: JsonValue): KeyObject => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
