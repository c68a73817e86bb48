import type { KeyObject } from 'node:crypto';
import type { KeySource, VerificationScheme } from './scheme.ts';

export type KeyKind = 'ed25519' | 'ec' | 'ec-p521' | 'rsa';

export interface Published {
  readonly source: KeySource;
  readonly kind: KeyKind;
}

/** Where a provider publishes the keys that its deliveries are signed with; null where what verifies is configured. */
export function publishedKey(scheme: VerificationScheme): Published | null {
  switch (scheme.kind) {
    case 'choose':
    case 'bySecret':
      return scheme.cases.map((one) => publishedKey(one.scheme)).find((one) => one !== null) ?? null;
    case 'jwt':
      return typeof scheme.key === 'object' ? { source: scheme.key, kind: keyKind(scheme.algorithms[0] ?? '') } : null;
    case 'publicKey':
      return typeof scheme.keyFormat === 'object'
        ? { source: scheme.keyFormat, kind: keyKind(scheme.algorithm) }
        : null;
    default:
      return null;
  }
}

/** The kind of key pair of an algorithm's name. */
export function keyKind(algorithm: string): KeyKind {
  if (/^ed/i.test(algorithm)) return 'ed25519';
  if (algorithm === 'ecdsa-p521-sha512') return 'ec-p521';
  return /^(?:ecdsa|ES)/.test(algorithm) ? 'ec' : 'rsa';
}

const kinds = new Map<string, KeyKind>([
  ['ed25519', 'ed25519'],
  ['prime256v1', 'ec'],
  ['secp521r1', 'ec-p521'],
  ['rsa', 'rsa'],
]);

/** The kind of a key; null for one that no scheme signs with. */
export function kindOfKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyKind | null {
  return kinds.get(asymmetricKeyDetails?.namedCurve ?? asymmetricKeyType ?? '') ?? null;
}
