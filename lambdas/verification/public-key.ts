import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import { compareCandidates } from './compare-candidates.ts';
import { decodeSignature } from './decode-signature.ts';
import type { PublicKey, Verdict } from './scheme.ts';
import type { WebhookRequest } from './webhook-request.ts';

/** SubjectPublicKeyInfo of an ed25519 key is this prefix and the 32 bytes (RFC 8410). */
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

const keys = new Map<string, KeyObject>();

/** Points of small order: anybody can sign for them. The y coordinate decides, the top bit is the sign of x. */
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** Throws ConfigurationError when the configured key is not of the kind the scheme needs. */
export function readPublicKey(text: string, format: PublicKey['keyFormat']): KeyObject {
  const id = `${format} ${text}`;
  const known = keys.get(id);
  if (known) return known;
  const key = parseKey(text, format);
  keys.set(id, key);
  return key;
}

function parseKey(text: string, format: PublicKey['keyFormat']): KeyObject {
  const malformed = () => new ConfigurationError(`the configured public key is not ${describe[format]}`);
  try {
    if (format === 'spki') {
      return text.includes('-----BEGIN')
        ? createPublicKey(text)
        : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    }
    const raw = decodeSignature(text, format === 'raw-hex' ? 'hex' : 'base64');
    if (raw?.length !== 32 || isSmallOrder(raw)) throw malformed();
    return createPublicKey({ key: Buffer.concat([ed25519Prefix, raw]), format: 'der', type: 'spki' });
  } catch {
    throw malformed();
  }
}

const describe: Record<PublicKey['keyFormat'], string> = {
  'raw-hex': '32 bytes in hexadecimal',
  'raw-base64': '32 bytes in base64',
  spki: 'a SubjectPublicKeyInfo in base64 or PEM',
};

function isSmallOrder(raw: Buffer): boolean {
  const y = Buffer.from(raw);
  y[31] = (y[31] ?? 0) & 0x7f;
  return smallOrder.has(y.toString('hex'));
}

const keyTypes: Record<PublicKey['algorithm'], string> = {
  ed25519: 'ed25519',
  'ecdsa-p256-sha256': 'ec',
  'rsa-sha256': 'rsa',
};

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
  const parsed = secrets.map((text) => readPublicKey(text, scheme.keyFormat));
  for (const key of parsed) {
    if (key.asymmetricKeyType !== keyTypes[scheme.algorithm]) {
      throw new ConfigurationError(
        `the configured public key is of type ${key.asymmetricKeyType}, not ${scheme.algorithm}`,
      );
    }
  }
  return compareCandidates(
    scheme,
    request,
    nowMs,
    parsed,
    (key, content) => (signature) => matches(scheme.algorithm, content, key, signature),
  );
}
