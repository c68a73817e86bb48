import { createHmac, createPrivateKey, type KeyObject, randomBytes, sign as signBytes } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import type { Content, Part } from './parts.ts';
import { readPart } from './read-part.ts';
import type { Hmac, PublicKey, StandardWebhooks, TimestampUnit, VerificationScheme } from './scheme.ts';
import { secretBytes } from './secret-bytes.ts';
import { signedContents } from './signed-content.ts';
import { publicKeyPrefix, standardWebhooksHmac, standardWebhooksPublicKey } from './standard-webhooks.ts';
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
): { headers: Map<string, string>; rawQuery: string } {
  const { headers, rawQuery } = signed(scheme, draft, secret, nowMs);
  return { headers: new Map(headers), rawQuery };
}

function signed(scheme: VerificationScheme, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  switch (scheme.kind) {
    case 'hmac':
      return signWithHmac(scheme, draft, secret, nowMs);
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
    case 'unsigned':
      return draft;
  }
}

function signWithHmac(scheme: Hmac, draft: WebhookRequest, secret: string, nowMs: number): WebhookRequest {
  const key = secretBytes(secret, scheme.secretFormat);
  return addSignature(scheme, draft, nowMs, (content) => createHmac(scheme.hash, key).update(content).digest());
}

function signWithPrivateKey(scheme: PublicKey, draft: WebhookRequest, pem: string, nowMs: number): WebhookRequest {
  const key = readPrivateKey(pem);
  if (key.asymmetricKeyType !== keyTypes[scheme.algorithm]) {
    throw new ConfigurationError(`the private key is of type ${key.asymmetricKeyType}, not ${scheme.algorithm}`);
  }
  const hash = scheme.algorithm === 'ed25519' ? null : 'sha256';
  return addSignature(scheme, draft, nowMs, (content) => signBytes(hash, content, { key, dsaEncoding: 'der' }));
}

const keyTypes: Record<PublicKey['algorithm'], string> = {
  ed25519: 'ed25519',
  'ecdsa-p256-sha256': 'ec',
  'rsa-sha256': 'rsa',
};

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigurationError('the private key is not a private key in PEM');
  }
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
    : signWithHmac(standardWebhooksHmac(scheme), named, secret, nowMs);
}

function addSignature(
  scheme: Hmac | PublicKey,
  draft: WebhookRequest,
  nowMs: number,
  signatureOf: (content: Buffer) => Buffer,
): WebhookRequest {
  const stamped = addTimestamp(scheme, draft, nowMs);
  const ready = signedContents(scheme.signedContent, stamped).length > 0 ? stamped : addBodyHash(scheme, stamped);
  const [content] = signedContents(scheme.signedContent, ready);
  if (!content) throw new ConfigurationError('the delivery lacks a part that is signed');
  return writePart(scheme.signature, signatureOf(content).toString(scheme.encoding), ready);
}

/** The text of a moment in each unit. */
export const timestampText: Record<TimestampUnit, (nowMs: number) => string> = {
  s: (nowMs) => String(Math.floor(nowMs / 1000)),
  ms: (nowMs) => String(nowMs),
  iso8601: (nowMs) => new Date(nowMs).toISOString(),
};

/** A timestamp that stands in the body is part of the sample, and is left as it is. */
function addTimestamp({ timestamp, timestampUnit = 's' }: Hmac | PublicKey, draft: WebhookRequest, nowMs: number) {
  if (!timestamp) return draft;
  const inBody = timestamp.kind.startsWith('body') || timestamp.kind.startsWith('form');
  return inBody ? draft : writePart(timestamp, timestampText[timestampUnit](nowMs), draft);
}

/** Where a provider sends the body's hash beside it and signs that, as Twilio does with `bodySHA256` for JSON. */
function addBodyHash({ signedContent }: { readonly signedContent: readonly Content[] }, request: WebhookRequest) {
  for (const part of signedContent.flat()) {
    if (typeof part === 'string' || part.kind !== 'bodyHashMatches') continue;
    const [hash = ''] = readPart({ kind: 'bodyHash', hash: part.hash, encoding: part.encoding }, request);
    return writePart(part.from, hash, request);
  }
  return request;
}
