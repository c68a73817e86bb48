import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { signatureHash, signatureOptions } from './asymmetric.ts';
import { compareCandidates } from './compare-candidates.ts';
import { decodeSignature } from './decode-signature.ts';
import { ed25519Key, isSmallOrder } from './ed25519-key.ts';
import { firstVerified } from './first-verified.ts';
import type { PublicKey, Verdict } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

const keys = new Map<string, KeyObject>();

/** How a configured key is written. */
export type KeyFormat = Extract<PublicKey['keyFormat'], string>;

/** Parsed once per configured text. Throws ConfigurationError when it is not a public key in the format. */
export function readPublicKey(text: string, format: KeyFormat): KeyObject {
  const key = knownKey(text, format);
  if (key === null) throw new ConfigurationError(`the configured public key is not ${describe[format]}`);
  return key;
}

/** Whether the text is a public key in the format, and fit for the algorithm if one is given. */
export function isPublicKey(text: string, format: KeyFormat, algorithm?: PublicKey['algorithm']): boolean {
  const key = knownKey(text, format);
  return key !== null && (algorithm === undefined || kindOf(key) === keyKinds[algorithm]);
}

function knownKey(text: string, format: KeyFormat): KeyObject | null {
  const id = `${format} ${text}`;
  const known = keys.get(id);
  if (known) return known;
  const key = tryParse(text, format);
  if (key === null || (key.asymmetricKeyType === 'ed25519' && isSmallOrder(key))) return null;
  keys.set(id, key);
  return key;
}

function tryParse(text: string, format: KeyFormat): KeyObject | null {
  try {
    return parse(text, format);
  } catch {
    return null;
  }
}

/** Null or an exception when the text is not a key. */
function parse(text: string, format: KeyFormat): KeyObject | null {
  if (format === 'spki' && text.includes('-----')) {
    // Node would take a private key or a certificate for a public key too.
    return /^\s*-----BEGIN PUBLIC KEY-----/.test(text) ? createPublicKey(text) : null;
  }
  const bytes = decodeSignature(text, format === 'raw-hex' ? 'hex' : 'base64');
  if (bytes === null) return null;
  return format === 'spki' ? createPublicKey({ key: bytes, format: 'der', type: 'spki' }) : ed25519Key(bytes);
}

const describe: Record<KeyFormat, string> = {
  'raw-hex': 'an ed25519 key of 32 bytes in hexadecimal',
  'raw-base64': 'an ed25519 key of 32 bytes in base64',
  spki: 'a public key (SubjectPublicKeyInfo) in base64 or PEM',
};

const keyKinds: Record<PublicKey['algorithm'], string> = {
  ed25519: 'ed25519',
  'ecdsa-p256-sha256': 'ec prime256v1',
  'ecdsa-p521-sha512': 'ec secp521r1',
  'ecdsa-sha1': 'ec prime256v1',
  'rsa-sha1': 'rsa',
  'rsa-sha256': 'rsa',
  'rsa-sha512': 'rsa',
  'rsa-pss-sha256': 'rsa',
};

const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((name) => name !== undefined).join(' ');

/** The configured key, fit for the algorithm. Throws ConfigurationError when it is malformed or of another kind. */
function readKeyFor(algorithm: PublicKey['algorithm'], format: KeyFormat, text: string): KeyObject {
  const key = readPublicKey(text, format);
  if (kindOf(key) !== keyKinds[algorithm]) {
    throw new ConfigurationError(`the configured public key is of type ${kindOf(key)}, not ${algorithm}`);
  }
  return key;
}

function matches(scheme: PublicKey, content: Buffer, key: KeyObject, signature: Buffer): boolean {
  const { algorithm } = scheme;
  if (algorithm === 'ed25519' && signature.length !== 64) return false;
  return verifySignature(signatureHash[algorithm], content, signatureOptions(scheme, key), signature);
}

/**
 * `published` are the keys that were fetched for this delivery, where the provider publishes them.
 * Throws ConfigurationError when a configured key is malformed or of another kind.
 */
export function verifyPublicKey(
  scheme: PublicKey,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
  published: readonly KeyObject[] = [],
): Verdict {
  const { algorithm, keyFormat } = scheme;
  const compare = (one: WebhookRequest, keys: readonly KeyObject[]) =>
    compareCandidates(
      scheme,
      one,
      nowMs,
      keys,
      (key, content) => (signature) => matches(scheme, content, key, signature),
    );
  if (typeof keyFormat === 'string') {
    return compare(
      request,
      secrets.map((text) => readKeyFor(algorithm, keyFormat, text)),
    );
  }
  const fit = published.filter((key) => kindOf(key) === keyKinds[algorithm]);
  if (fit.length === 0) return { verified: false, reason: 'unknown_key' };
  return firstVerified(secrets, (secret) => compare({ ...request, secret }, fit));
}
