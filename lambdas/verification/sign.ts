import { createHash, createHmac, randomBytes, sign as signBytes } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { readPrivateKey, signatureHash, signatureOptions } from './asymmetric.ts';
import type { Signed } from './compare-candidates.ts';
import { encodeSignature } from './decode-signature.ts';
import { itemRequests } from './each-item.ts';
import { keyKind, kindOfKey } from './key-source.ts';
import type { Content, Part } from './parts.ts';
import { readPart } from './read-part.ts';
import type {
  Choose,
  Digest,
  EachItem,
  Hmac,
  PublicKey,
  SingleScheme,
  StandardWebhooks,
  TimestampUnit,
  VerificationScheme,
} from './scheme.ts';
import { schemeFor, schemesBySecret } from './scheme-for.ts';
import { secretBytes } from './secret-bytes.ts';
import { signJwt } from './sign-jwt.ts';
import { signedContents } from './signed-content.ts';
import { publicKeyPrefix, standardWebhooksHmacs, standardWebhooksPublicKey } from './standard-webhooks.ts';
import { standsInBody } from './stands-in-body.ts';
import type { WebhookRequest } from './webhook-request.ts';
import { writePart } from './write-part.ts';

/**
 * The draft as the provider would send it at `nowMs`: with timestamp and signature, read back by the very code that verifies.
 * `secret` is the signing secret, or a private key in PEM where the provider signs with one.
 * Throws ConfigurationError when the secret is of the wrong kind or the draft lacks what is signed.
 */
export function sign(
  scheme: VerificationScheme,
  draft: WebhookRequest,
  secret: string,
  nowMs: number,
): { headers: Map<string, string>; rawQuery: string; rawBody: Buffer } {
  const { headers, rawQuery, rawBody } = signed(scheme, draft, secret, nowMs);
  return { headers: new Map(headers), rawQuery, rawBody };
}

function signed(scheme: VerificationScheme, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  switch (scheme.kind) {
    case 'hmac':
      return signWithHmac(scheme, draft, secret, nowMs);
    case 'digest':
      return signWithDigest(scheme, draft, secret, nowMs);
    case 'publicKey':
      return signWithPrivateKey(scheme, draft, secret, nowMs);
    case 'standardWebhooks':
      return signStandardWebhooks(scheme, draft, secret, nowMs);
    case 'token':
      return writePart(scheme.token, secret, draft);
    case 'basicAuth': {
      const credentials = Buffer.from(secret).toString('base64');
      return writePart({ kind: 'header', name: 'authorization', prefix: 'Basic ' }, credentials, draft);
    }
    case 'jwt':
      return writePart(scheme.token, signJwt(scheme, draft, secret, nowMs), draft);
    case 'choose':
      return signed(schemeFor(scheme, draft) ?? firstScheme(scheme), draft, secret, nowMs);
    case 'bySecret':
      return signed(schemesBySecret(scheme, [secret])[0] ?? unknownSecret(), draft, secret, nowMs);
    case 'slots':
      // One secret in every place: a sender that has no second one.
      return scheme.schemes.reduce((request, one) => signWithHmac(one, request, secret, nowMs), draft);
    case 'eachItem':
      return signItems(scheme, draft, secret, nowMs);
    case 'unsigned':
      return draft;
  }
}

function firstScheme({ cases }: Choose): SingleScheme {
  const [first] = cases;
  if (!first) throw new ConfigurationError('the scheme has no case');
  return first.scheme;
}

function unknownSecret(): never {
  throw new ConfigurationError('the signing secret is of no kind that the provider knows');
}

/** Each item's signature replaces the placeholder that stands for it. */
function signItems({ items, scheme }: EachItem, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  const requests = itemRequests(items, draft);
  let { rawBody } = draft;
  for (const item of [...requests].reverse()) {
    const start = item.rawBody.byteOffset - draft.rawBody.byteOffset;
    const { rawBody: done } = signed(scheme, item, secret, nowMs);
    rawBody = Buffer.concat([rawBody.subarray(0, start), done, rawBody.subarray(start + item.rawBody.length)]);
  }
  return { ...draft, rawBody };
}

function signWithDigest(scheme: Digest, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  const hash = (content: Buffer) => createHash(scheme.hash).update(content).digest();
  const { headers, rawQuery, rawBody } = addSignature(scheme, { ...draft, secret }, nowMs, hash);
  return { ...draft, headers, rawQuery, rawBody };
}

function signWithHmac(scheme: Hmac, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  const key = secretBytes(secret, scheme.secretFormat, scheme.keySuffix);
  return addSignature(scheme, draft, nowMs, (content) => createHmac(scheme.hash, key).update(content).digest());
}

function signWithPrivateKey(scheme: PublicKey, draft: WebhookRequest, pem: string, nowMs: number): WebhookRequest {
  const key = readPrivateKey(pem);
  const { algorithm } = scheme;
  if (kindOfKey(key) !== keyKind(algorithm)) {
    throw new ConfigurationError(`the private key is of type ${key.asymmetricKeyType}, not ${algorithm}`);
  }
  const options = signatureOptions(scheme, key);
  return addSignature(scheme, draft, nowMs, (content) => signBytes(signatureHash[algorithm], content, options));
}

function signStandardWebhooks(
  scheme: StandardWebhooks,
  draft: WebhookRequest,
  secret: string,
  nowMs: number,
): WebhookRequest {
  if (secret.startsWith(publicKeyPrefix)) {
    throw new ConfigurationError(
      `a public key (${publicKeyPrefix}…) verifies but cannot sign: give the private key in PEM`,
    );
  }
  const id: Part = { kind: 'header', name: `${scheme.headerPrefix}-id` };
  const named = readPart(id, draft).length > 0 ? draft : writePart(id, `msg_${randomBytes(12).toString('hex')}`, draft);
  return secret.startsWith('-----BEGIN')
    ? signWithPrivateKey(standardWebhooksPublicKey(scheme), named, secret, nowMs)
    : signWithHmac(standardWebhooksHmacs(scheme, secret)[0], named, secret, nowMs);
}

function addSignature(
  scheme: Signed,
  draft: WebhookRequest,
  nowMs: number,
  signatureOf: (content: Buffer) => Buffer,
): WebhookRequest {
  const stamped = addTimestamp(scheme, draft, nowMs);
  const ready = signedContents(scheme.signedContent, stamped).length > 0 ? stamped : addWhatIsNeeded(scheme, stamped);
  const [content] = signedContents(scheme.signedContent, ready);
  if (!content) throw new ConfigurationError('the delivery lacks a part that is signed');
  return writePart(scheme.signature, encodeSignature(signatureOf(content), scheme.encoding), ready);
}

/** The text of a moment in each unit. */
export const timestampText: Record<TimestampUnit, (nowMs: number) => string> = {
  s: (nowMs) => String(Math.floor(nowMs / 1000)),
  ms: (nowMs) => String(nowMs),
  iso8601: (nowMs) => new Date(nowMs).toISOString(),
  isoWithoutZone: (nowMs) => new Date(nowMs).toISOString().slice(0, -1),
  rfc1123: (nowMs) => new Date(nowMs).toUTCString(),
};

/** A timestamp that stands in the body is part of the sample, and is left as it is. */
function addTimestamp({ timestamp, timestampUnit = 's' }: Signed, draft: WebhookRequest, nowMs: number) {
  if (!timestamp) return draft;
  return standsInBody(timestamp) ? draft : writePart(timestamp, timestampText[timestampUnit](nowMs), draft);
}

/** Where a provider sends the body's hash beside it and signs that, as Twilio does with `bodySHA256` for JSON; or repeats what is configured in the query string. */
function addWhatIsNeeded({ signedContent }: { readonly signedContent: readonly Content[] }, request: WebhookRequest) {
  for (const part of signedContent.flat()) {
    if (typeof part === 'string') continue;
    if (part.kind === 'requires' && part.part.kind === 'query')
      return writePart(part.part, request.secret ?? '', request);
    if (part.kind !== 'bodyHashMatches') continue;
    const [hash = ''] = readPart({ kind: 'bodyHash', hash: part.hash, encoding: part.encoding }, request);
    return writePart(part.from, hash, request);
  }
  return request;
}
