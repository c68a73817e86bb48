import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { KeySource } from '../../lambdas/verification/scheme.ts';
import { createAuthority } from '../../local/certificates.ts';
import { grantedAnswer } from '../../local/key-server.ts';

/** A pair as a provider would have it, and the certificate over its public half. */
export interface CertifiedPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PEM, issued by the test's own root. */
  readonly certificate: string;
}

const authority = await createAuthority(new Date('2026-11-01'));

/** The root that a test trusts, in PEM. */
export const testRoot = authority.root;

/** A new pair with a certificate for the name. */
export async function certifiedPair(commonName: string): Promise<CertifiedPair> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair, certificate: await authority.issue(commonName, pair.publicKey) };
}

/** A new P-256 pair with certificates that carry the extensions. */
export async function chainedPair(extensions: {
  readonly extension: string;
  readonly issuerExtension: string;
}): Promise<CertifiedPair> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...pair, certificate: await authority.issueChain(pair.publicKey, extensions) };
}

/** What the provider's server answers when it is asked for a key, which goes by the id of our own tokens. */
export function publishedAnswer(source: KeySource, keyId: string, publicKey: KeyObject, certificate: string): string {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId };
  switch (source.kind) {
    case 'keySet':
      return JSON.stringify(source.format === 'jwks' ? { keys: [jwk] } : { [keyId]: certificate });
    case 'keyApi':
      return JSON.stringify(source.jwk.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), jwk));
    case 'grantedKeyApi':
      return grantedAnswer(source, publicKey);
    case 'certificate':
    case 'certificateChain':
      return certificate;
  }
}
