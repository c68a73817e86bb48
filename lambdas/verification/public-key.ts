import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { compareCandidates } from './compare-candidates.ts';
import { decodeSignature } from './decode-signature.ts';
import { ed25519Key, isSmallOrder } from './ed25519-key.ts';
import type { PublicKey, Verdict } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

const keys = new Map<string, KeyObject>();

/** Parsed once per configured text. Throws ConfigurationError when it is not a public key in the format. */
export function readPublicKey(text: string, format: PublicKey['keyFormat']): KeyObject {
  const id = `${format} ${text}`;
  const known = keys.get(id);
  if (known) return known;
  const key = tryParse(text, format);
  if (key === null || (key.asymmetricKeyType === 'ed25519' && isSmallOrder(key))) {
    throw new ConfigurationError(`the configured public key is not ${describe[format]}`);
  }
  keys.set(id, key);
  return key;
}

function tryParse(text: string, format: PublicKey['keyFormat']): KeyObject | null {
  try {
    return parse(text, format);
  } catch {
    return null;
  }
}

/** Null or an exception when the text is not a key. */
function parse(text: string, format: PublicKey['keyFormat']): KeyObject | null {
  if (format === 'spki' && text.includes('-----')) {
    // Node would take a private key or a certificate for a public key too.
    return /^\s*-----BEGIN PUBLIC KEY-----/.test(text) ? createPublicKey(text) : null;
  }
  const bytes = decodeSignature(text, format === 'raw-hex' ? 'hex' : 'base64');
  if (bytes === null) return null;
  return format === 'spki' ? createPublicKey({ key: bytes, format: 'der', type: 'spki' }) : ed25519Key(bytes);
}

const describe: Record<PublicKey['keyFormat'], string> = {
  'raw-hex': 'an ed25519 key of 32 bytes in hexadecimal',
  'raw-base64': 'an ed25519 key of 32 bytes in base64',
  spki: 'a public key (SubjectPublicKeyInfo) in base64 or PEM',
};

const keyKinds: Record<PublicKey['algorithm'], string> = {
  ed25519: 'ed25519',
  'ecdsa-p256-sha256': 'ec prime256v1',
  'rsa-sha256': 'rsa',
};

const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  [asymmetricKeyType, asymmetricKeyDetails?.namedCurve].filter((name) => name !== undefined).join(' ');

/** The configured key, fit for the algorithm. Throws ConfigurationError when it is malformed or of another kind. */
function readKeyFor({ algorithm, keyFormat }: PublicKey, text: string): KeyObject {
  const key = readPublicKey(text, keyFormat);
  if (kindOf(key) !== keyKinds[algorithm]) {
    throw new ConfigurationError(`the configured public key is of type ${kindOf(key)}, not ${algorithm}`);
  }
  return key;
}

function matches(algorithm: PublicKey['algorithm'], content: Buffer, key: KeyObject, signature: Buffer): boolean {
  switch (algorithm) {
    case 'ed25519':
      return signature.length === 64 && verifySignature(null, content, key, signature);
    case 'ecdsa-p256-sha256':
      return verifySignature('sha256', content, { key, dsaEncoding: 'der' }, signature);
    case 'rsa-sha256':
      return verifySignature('sha256', content, key, signature);
  }
}

/** Throws ConfigurationError when a configured key is malformed or of another kind. */
export function verifyPublicKey(
  scheme: PublicKey,
  request: WebhookRequest,
  secrets: readonly string[],
  nowMs: number,
): Verdict {
  const parsed = secrets.map((text) => readKeyFor(scheme, text));
  return compareCandidates(
    scheme,
    request,
    nowMs,
    parsed,
    (key, content) => (signature) => matches(scheme.algorithm, content, key, signature),
  );
}
