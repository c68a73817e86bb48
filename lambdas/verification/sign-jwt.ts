import { createHmac, type KeyObject, randomUUID, sign as signBytes } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { pssOptions, readPrivateKey } from './asymmetric.ts';
import { pemBlocks } from './certificate.ts';
import { valueAt } from './json-field.ts';
import { bodyJson } from './parsed-body.ts';
import type { Part } from './parts.ts';
import { hashOf } from './read-body-part.ts';
import { readPart } from './read-part.ts';
import type { Jwt, JwtAlgorithm } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import { standsInBody } from './stands-in-body.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** The key's id in tokens that are signed here, and their issuer where the scheme names none; a test's key set lists it. */
export const ownKeyId = 'inbox';

/** Where the local stack keeps the certificates that stand behind its own key, for tokens that carry them. */
export const ownChainFile = 'local-chain.pem';

/** Seconds that a token lives which has an end. */
export const tokenLifetime = 300;

/**
 * A token as the provider would send it for the draft. `secret` is the HMAC secret, or a private key in PEM;
 * `configured` is what the endpoint's secret holds where a claim repeats it.
 * Throws ConfigurationError when the key is of the wrong kind.
 */
export function signJwt(scheme: Jwt, draft: WebhookRequest, secret: string, nowMs: number): string {
  const key = keyOf(scheme, secret);
  const algorithm = scheme.algorithms.find((name) => fits(name, key));
  if (!algorithm) throw new ConfigurationError(`the key is not one for ${scheme.algorithms.join(' or ')}`);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: algorithm, ...identity(scheme, secret), typ: 'JWT' })}.${encode(claimsFor(scheme, draft, nowMs))}`;
  return `${signed}.${signatureOf(algorithm, key, Buffer.from(signed)).toString('base64url')}`;
}

/** What tells the verifier whose key it is: its id, or the certificates that stand behind the private key. */
function identity({ key }: Jwt, pem: string): object {
  if (typeof key === 'string' || key.kind !== 'certificateChain') return { kid: ownKeyId };
  return { x5c: pemBlocks(pem).map((block) => block.replace(/-----[A-Z ]+-----|\s/g, '')) };
}

function claimsFor({ token, claims = [], bodyHash, maxAgeSeconds }: Jwt, draft: WebhookRequest, nowMs: number): object {
  const now = Math.floor(nowMs / 1000);
  const named = claims
    .filter(({ paths }) => !paths)
    .map(({ name, oneOf }) => {
      const [value = ''] = 'kind' in oneOf ? readPart(oneOf, draft) : oneOf;
      return [name, value === 'true' ? true : value] as const;
    });
  return {
    ...bodyClaims(token, draft),
    iss: ownKeyId,
    jti: randomUUID(),
    ...(maxAgeSeconds === 'endless' ? {} : { iat: now }),
    ...(maxAgeSeconds === null ? { exp: now + tokenLifetime } : {}),
    ...Object.fromEntries(named),
    ...(bodyHash ? { [bodyHash.claim]: hashOf(draft.rawBody, bodyHash.hash, bodyHash.encoding) } : {}),
  };
}

/** Where the token stands in the body, a draft's body holds what the token will say. */
function bodyClaims(token: Part, draft: WebhookRequest): object {
  const path = token.kind === 'bodyField' ? token.path : '';
  const claims = standsInBody(token) ? valueAt(bodyJson(draft), path) : null;
  return typeof claims === 'object' && claims !== null ? claims : {};
}

function keyOf({ key }: Jwt, secret: string): KeyObject | Buffer {
  return typeof key === 'string' && key !== 'spki' ? secretBytes(secret, key) : readPrivateKey(secret);
}

function fits(algorithm: JwtAlgorithm, key: KeyObject | Buffer): boolean {
  if (Buffer.isBuffer(key)) return algorithm.startsWith('HS');
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  switch (algorithm) {
    case 'EdDSA':
      return asymmetricKeyType === 'ed25519';
    case 'ES256':
      return asymmetricKeyDetails?.namedCurve === 'prime256v1';
    case 'ES384':
      return asymmetricKeyDetails?.namedCurve === 'secp384r1';
    default:
      return asymmetricKeyType === 'rsa' && !algorithm.startsWith('HS');
  }
}

function signatureOf(algorithm: JwtAlgorithm, key: KeyObject | Buffer, signed: Buffer): Buffer {
  const hash = algorithm === 'EdDSA' ? null : `sha${algorithm.slice(2)}`;
  if (Buffer.isBuffer(key))
    return createHmac(hash ?? 'sha256', key)
      .update(signed)
      .digest();
  return signBytes(hash, signed, algorithm.startsWith('PS') ? pssOptions(key) : { key, dsaEncoding: 'ieee-p1363' });
}
