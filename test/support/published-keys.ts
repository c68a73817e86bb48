import 'reflect-metadata';
import { createPrivateKey, createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { KeySource } from '../../lambdas/verification/scheme.ts';

/** A pair as a provider would have it, and the certificate over its public half. */
export interface CertifiedPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** PEM, issued by the test's own root. */
  readonly certificate: string;
}

x509.cryptoProvider.set(webcrypto as never);
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2040-01-01') };

const newPair = async () =>
  (await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;

const rootKeys = await newPair();
const root = await x509.X509CertificateGenerator.createSelfSigned({
  serialNumber: '01',
  name: 'CN=Root of the tests',
  ...validity,
  keys: rootKeys as never,
  signingAlgorithm: rsa,
  extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
});

/** The root that a test trusts, in PEM. */
export const testRoot = root.toString('pem');

/** A new pair with a certificate for the name. */
export async function certifiedPair(commonName: string): Promise<CertifiedPair> {
  const pair = await newPair();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: `CN=${commonName}`,
    issuer: root.subject,
    ...validity,
    publicKey: pair.publicKey as never,
    signingKey: rootKeys.privateKey as never,
    signingAlgorithm: rsa,
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', pair.publicKey));
  return {
    privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
    certificate: certificate.toString('pem'),
  };
}

/** What the provider's server answers when it is asked for a key, which goes by the id of our own tokens. */
export function publishedAnswer(source: KeySource, keyId: string, publicKey: KeyObject, certificate: string): string {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId };
  switch (source.kind) {
    case 'keySet':
      return JSON.stringify(source.format === 'jwks' ? { keys: [jwk] } : { [keyId]: certificate });
    case 'keyApi':
      return JSON.stringify(source.jwk.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), jwk));
    case 'certificate':
      return certificate;
  }
}
