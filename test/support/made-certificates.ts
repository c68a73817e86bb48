import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hour = 3_600_000;

/** The moment around which certificates are made here, in milliseconds. */
export const nowMs = Date.parse('2026-11-26T12:00:00Z');

export interface Made {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface MadeOptions {
  readonly extensions?: readonly x509.Extension[];
  /** Whether it may issue others. */
  readonly ca?: boolean;
  /** @default itself */
  readonly issuer?: Made;
  /** Milliseconds; an hour before and after `nowMs` otherwise. */
  readonly from?: number;
  readonly to?: number;
}

/** A certificate with a P-256 key of its own, as an authority that asks nothing would issue it. `subject` as in RFC 4514. */
export async function make(subject: string, options: MadeOptions = {}): Promise<Made> {
  x509.cryptoProvider.set(webcrypto as never);
  const { extensions = [], ca = false, issuer, from = nowMs - hour, to = nowMs + hour } = options;
  const keys = await webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: new Date(from),
    notAfter: new Date(to),
    publicKey: keys.publicKey as never,
    signingKey: (issuer?.keys ?? keys).privateKey as never,
    signingAlgorithm: signing,
    extensions: [...(ca ? [new x509.BasicConstraintsExtension(true, undefined, true)] : []), ...extensions],
  });
  return { certificate, keys };
}

/** In the order given. */
export const pemOf = (...made: readonly Made[]) =>
  made.map(({ certificate }) => certificate.toString('pem')).join('\n');

/** An extension; its value is ASN.1's NULL otherwise. */
export const marker = (id: string, value: Uint8Array = new Uint8Array([5, 0])) => new x509.Extension(id, false, value);
