import 'reflect-metadata';
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

export interface Authority {
  /** PEM. */
  readonly root: string;
  /** A certificate in PEM over a public RSA key. */
  readonly issue: (commonName: string, key: KeyObject) => Promise<string>;
  /** Three in PEM: one over a P-256 key, its issuer's, with the extensions that say what they are for, and the root. */
  readonly issueChain: (
    key: KeyObject,
    extensions: { readonly extension: string; readonly issuerExtension: string },
  ) => Promise<string>;
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
    const publicKey = await webcrypto.subtle.importKey('spki', spkiOf(key), signing, true, ['verify']);
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
  const issueChain: Authority['issueChain'] = async (key, { extension, issuerExtension }) => {
    const between = await webcrypto.subtle.generateKey(parameters, true, ['sign', 'verify']);
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
    const publicKey = await webcrypto.subtle.importKey('spki', spkiOf(key), ecdsa, true, ['verify']);
    const issuer = await x509.X509CertificateGenerator.create({
      serialNumber: '03',
      subject: 'CN=Issuer of the local inbox',
      issuer: root.subject,
      ...validity,
      publicKey: between.publicKey as never,
      signingKey: keys.privateKey as never,
      signingAlgorithm: signing,
      extensions: [new x509.BasicConstraintsExtension(true, 0, true), marker(issuerExtension)],
    });
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: '04',
      subject: 'CN=Signer of the local inbox',
      issuer: issuer.subject,
      ...validity,
      publicKey: publicKey as never,
      signingKey: between.privateKey as never,
      signingAlgorithm: signing,
      extensions: [marker(extension)],
    });
    return `${[certificate, issuer, root].map((one) => one.toString('pem')).join('\n')}\n`;
  };
  return { root: root.toString('pem'), issue, issueChain };
}

const spkiOf = (key: KeyObject) =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });

/** An extension that says something by being there; its value is ASN.1's NULL. */
const marker = (id: string) => new x509.Extension(id, false, new Uint8Array([5, 0]));
