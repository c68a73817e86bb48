/**
 * Whether a delivery carries a genuine signature, computed in a straight line and apart from lambdas/verification: it looks
 * for the one right text anywhere in the delivery instead of reading the place where it should stand. So it says too often
 * that a delivery is genuine, never too rarely: what it calls forged must never be accepted.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type {
  Digest,
  EachItem,
  Hmac,
  Jwt,
  PublicKey,
  SingleScheme,
  StandardWebhooks,
  VerificationScheme,
} from '../../lambdas/verification/scheme.ts';
import type { Keys } from '../support/signed-delivery.ts';
import { type Sent, textOf } from './sent.ts';
import { contentsOf, textsOf } from './signed-texts.ts';

/** `unknown`: the scheme uses something that is not judged here. */
export type Judgement = 'genuine' | 'forged' | 'unknown';

export function judge(scheme: VerificationScheme, sent: Sent, keys: Keys, nowMs: number): Judgement {
  switch (scheme.kind) {
    case 'unsigned':
      return 'genuine';
    case 'choose':
    case 'bySecret':
      return anyOf(scheme.cases.map((one) => judgeSingle(one.scheme, sent, keys, nowMs)));
    default:
      return judgeSingle(scheme, sent, keys, nowMs);
  }
}

function judgeSingle(scheme: SingleScheme, sent: Sent, keys: Keys, nowMs: number): Judgement {
  switch (scheme.kind) {
    case 'hmac':
      return judgeMac(scheme, sent, keys, nowMs, keyOf(keys.configured, scheme.secretFormat, scheme.keySuffix));
    case 'standardWebhooks':
      return judgeStandard(scheme, sent, keys, nowMs);
    case 'digest':
      return judgeMac(scheme, sent, keys, nowMs, null);
    case 'publicKey':
      return judgePublicKey(scheme, sent, keys, nowMs);
    case 'token':
      return textOf(sent).includes(keys.configured) ? 'genuine' : 'forged';
    case 'basicAuth':
      return textOf(sent).includes(Buffer.from(keys.configured).toString('base64')) ? 'genuine' : 'forged';
    case 'jwt':
      return judgeJwt(scheme, sent, keys);
    case 'slots':
      return anyOf(scheme.schemes.map((one) => judgeSingle(one, sent, keys, nowMs)));
    case 'eachItem':
      return judgeItems(scheme, sent, keys, nowMs);
  }
}

function anyOf(judgements: readonly Judgement[]): Judgement {
  if (judgements.includes('genuine')) return 'genuine';
  return judgements.includes('unknown') ? 'unknown' : 'forged';
}

function keyOf(secret: string, format: Hmac['secretFormat'] = 'utf8', suffix = ''): Buffer {
  const key = () => {
    switch (format) {
      case 'utf8':
        return Buffer.from(secret);
      case 'base64':
      case 'hex':
        return Buffer.from(secret, format);
      case 'whsec':
      case 'whsec-forgiving':
        return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      case 'sha1':
      case 'sha256':
        return createHash(format).update(secret).digest();
    }
  };
  return Buffer.concat([key(), Buffer.from(suffix)]);
}

/** Without a key: a plain hash. */
function judgeMac(scheme: Hmac | Digest, sent: Sent, keys: Keys, nowMs: number, key: Buffer | null): Judgement {
  const contents = contentsOf(scheme.signedContent, sent, keys.configured);
  if (contents === null) return 'unknown';
  const haystack = textOf(sent);
  const found = contents.some((content) => {
    const digest = (key ? createHmac(scheme.hash, key) : createHash(scheme.hash)).update(content).digest();
    if (scheme.encoding === 'hex' || scheme.encoding === 'anyCaseHex') {
      return haystack.toLowerCase().includes(digest.toString('hex'));
    }
    return haystack.includes(digest.toString(scheme.encoding).replace(/=+$/, ''));
  });
  return found && isFresh(scheme, sent, keys, nowMs) ? 'genuine' : 'forged';
}

function isFresh(scheme: Hmac | Digest | PublicKey, sent: Sent, keys: Keys, nowMs: number): boolean {
  const { timestamp, timestampUnit = 's', toleranceSeconds, aheadSeconds } = scheme;
  if (!timestamp || toleranceSeconds === null) return true;
  const texts = textsOf(timestamp, sent, keys.configured);
  if (texts === null) return true;
  const allowedMs = (Math.max(toleranceSeconds, aheadSeconds ?? 0) + 1) * 1000;
  return texts.some((text) => {
    const ms = timestampUnit === 's' ? Number(text) * 1000 : timestampUnit === 'ms' ? Number(text) : Date.parse(text);
    return Math.abs(ms - nowMs) <= allowedMs;
  });
}

function judgeStandard(
  { headerPrefix, toleranceSeconds, secretFormat = 'whsec', olderSecretFormat = secretFormat }: StandardWebhooks,
  sent: Sent,
  keys: Keys,
  nowMs: number,
): Judgement {
  const [id, timestamp] = ['id', 'timestamp'].map((name) => sent.headers.get(`${headerPrefix}-${name}`) ?? '');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), sent.body]);
  const macs = [secretFormat, olderSecretFormat].map((format) =>
    createHmac('sha256', keyOf(keys.configured, format)).update(content).digest('base64'),
  );
  const fresh = Math.abs(Number(timestamp) * 1000 - nowMs) <= (toleranceSeconds + 1) * 1000;
  return fresh && macs.some((mac) => textOf(sent).includes(mac)) ? 'genuine' : 'forged';
}

const publicHalf = ({ signing, published: [key] }: Keys): KeyObject =>
  key ?? createPublicKey(createPrivateKey(signing));

function judgePublicKey(scheme: PublicKey, sent: Sent, keys: Keys, nowMs: number): Judgement {
  const contents = contentsOf(scheme.signedContent, sent, keys.configured);
  if (contents === null || scheme.algorithm === 'rsa-pss-sha256') return 'unknown';
  const hash = scheme.algorithm === 'ed25519' ? null : /sha\d+$/.exec(scheme.algorithm)?.[0];
  const key = { key: publicHalf(keys), dsaEncoding: scheme.ecdsaFormat ?? 'der' };
  const encoding = scheme.encoding === 'anyCaseHex' ? 'hex' : scheme.encoding;
  const texts = textOf(sent).match(encoding === 'hex' ? /[0-9a-fA-F]{64,}/g : /[A-Za-z0-9+/_-]{40,}={0,2}/g) ?? [];
  const found = texts.some((text) =>
    contents.some((content) => verify(hash, content, key, Buffer.from(text, encoding))),
  );
  return found && isFresh(scheme, sent, keys, nowMs) ? 'genuine' : 'forged';
}

function judgeJwt({ key, algorithms }: Jwt, sent: Sent, keys: Keys): Judgement {
  if (!algorithms.every((name) => /^(?:HS|RS|ES)/.test(name))) return 'unknown';
  const shared = typeof key === 'string' && key !== 'spki' ? keyOf(keys.configured, key) : null;
  const tokens = textOf(sent).match(/[\w-]+\.[\w-]+\.[\w-]+/g) ?? [];
  const found = tokens.some((token) =>
    algorithms.some((name) => isGenuineToken(name, token, shared ?? publicHalf(keys))),
  );
  return found ? 'genuine' : 'forged';
}

function isGenuineToken(algorithm: string, token: string, key: Buffer | KeyObject): boolean {
  const at = token.lastIndexOf('.');
  const [signed, signature] = [Buffer.from(token.slice(0, at)), token.slice(at + 1)];
  const hash = `sha${algorithm.slice(2)}`;
  if (Buffer.isBuffer(key)) return createHmac(hash, key).update(signed).digest('base64url') === signature;
  return verify(hash, signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}

function judgeItems({ items, scheme }: EachItem, sent: Sent, keys: Keys, nowMs: number): Judgement {
  const path = items === '' ? [] : items.split('.');
  let list: unknown;
  try {
    list = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), JSON.parse(sent.body.toString()));
  } catch {
    return 'forged';
  }
  if (!Array.isArray(list) || list.length === 0) return 'forged';
  const judgements = list.map((item) =>
    judgeSingle(scheme, { ...sent, body: Buffer.from(JSON.stringify(item) ?? '') }, keys, nowMs),
  );
  if (judgements.includes('forged')) return 'forged';
  return judgements.includes('unknown') ? 'unknown' : 'genuine';
}
