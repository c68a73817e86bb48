import 'reflect-metadata';
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

export interface Authority {
  /** PEM. */
  readonly root: string;
  /** A certificate in PEM over a public RSA key. */
  readonly issue: (commonName: string, key: KeyObject) => Promise<string>;
}

/** A certificate authority of this machine's own, which lasts as long as the process. */
export async function createAuthority(now: Date): Promise<Authority> {
  x509.cryptoProvider.set(webcrypto as never);
  // As authorities do: a delivery signed in the moment before must not find its certificate not valid yet.
  const validity = {
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + 365 * 24 * 3_600_000),
  };
  const parameters = { ...signing, publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 };
  const keys = await webcrypto.subtle.generateKey(parameters, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Root of the local inbox',
    ...validity,
    keys: keys as never,
    signingAlgorithm: signing,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const issue = async (commonName: string, key: KeyObject) => {
    const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });
    const publicKey = await webcrypto.subtle.importKey('spki', spki, signing, true, ['verify']);
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: '02',
      subject: `CN=${commonName}`,
      issuer: root.subject,
      ...validity,
      publicKey: publicKey as never,
      signingKey: keys.privateKey as never,
      signingAlgorithm: signing,
    });
    return certificate.toString('pem');
  };
  return { root: root.toString('pem'), issue };
}
