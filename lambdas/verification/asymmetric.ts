import { constants, createPrivateKey, type KeyObject } from 'node:crypto';
import { ConfigurationError } from '../runtime/errors.ts';
import type { PublicKey } from './scheme.ts';

/** What an algorithm hashes with before it signs; null where the hash is part of it. */
export const signatureHash: Record<PublicKey['algorithm'], string | null> = {
  ed25519: null,
  'ecdsa-p256-sha256': 'sha256',
  'ecdsa-p521-sha512': 'sha512',
  'ecdsa-sha1': 'sha1',
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
  'rsa-sha512': 'sha512',
  'rsa-pss-sha256': 'sha256',
};

/** RSASSA-PSS with a salt as long as the digest (RFC 7518, section 3.5), for signing and verifying. */
export const pssOptions = (key: KeyObject) => ({
  key,
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
});

/** What Node needs to sign or verify as the scheme says. */
export function signatureOptions({ algorithm, ecdsaFormat = 'der' }: PublicKey, key: KeyObject) {
  return algorithm === 'rsa-pss-sha256' ? pssOptions(key) : { key, dsaEncoding: ecdsaFormat };
}

/** Throws ConfigurationError when the text is no private key in PEM. */
export function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConfigurationError('the private key is not a private key in PEM');
  }
}
