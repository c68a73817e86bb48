import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateChainKey } from '../../../lambdas/verification/certificate-chain.ts';
import { extensionIds } from '../../../lambdas/verification/certificate-extensions.ts';

const nowMs = Date.parse('2026-11-26T12:00:00Z');
const hour = 3_600_000;
const leafId = '1.2.840.113635.100.6.11.1';
const issuerId = '1.2.840.113635.100.6.2.1';
const signing = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

type Pair = webcrypto.CryptoKeyPair;
interface Made {
  readonly certificate: x509.X509Certificate;
  readonly keys: Pair;
}
interface Options {
  readonly extensions?: readonly x509.Extension[];
  readonly ca?: boolean;
  readonly issuer?: Made;
  readonly from?: number;
  readonly to?: number;
}

const marker = (id: string, value: Uint8Array = new Uint8Array([5, 0])) => new x509.Extension(id, false, value);
const newKeys = () => webcrypto.subtle.generateKey(signing, true, ['sign', 'verify']) as Promise<Pair>;

async function make(subject: string, options: Options = {}): Promise<Made> {
  const { extensions = [], ca = false, issuer, from = nowMs - hour, to = nowMs + hour } = options;
  const keys = await newKeys();
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

const pem = (...made: readonly Made[]) => made.map(({ certificate }) => certificate.toString('pem')).join('\n');
/** A copy: tests spoil it. */
const raw = ({ certificate }: Made) => Buffer.from(Buffer.from(certificate.rawData));

let root: Made;
let issuer: Made;
let leaf: Made;
beforeAll(async () => {
  x509.cryptoProvider.set(webcrypto as never);
  root = await make('CN=Root', { ca: true });
  issuer = await make('CN=Issuer', { ca: true, issuer: root, extensions: [marker(issuerId)] });
  leaf = await make('CN=Signer', { issuer, extensions: [marker(leafId)] });
});

const keyOf = (
  text: string,
  { trusted = root, at = nowMs, standIns }: { trusted?: Made; at?: number; standIns?: Made } = {},
) =>
  certificateChainKey(
    text,
    { kind: 'certificateChain', root: pem(trusted), extension: leafId, issuerExtension: issuerId },
    at,
    { roots: [pem(root)], intermediates: [pem(issuer)], ...(standIns ? { standIns: [pem(standIns)] } : {}) },
  );

describe('the certificates that a token carries', () => {
  it('give the signer’s key when they lead to the pinned root', () => {
    const { publicKey } = new X509Certificate(pem(leaf));
    expect(keyOf(pem(leaf, issuer))?.equals(publicKey)).toBe(true);
    expect(keyOf(pem(leaf, issuer, root))?.equals(publicKey)).toBe(true);
    expect(keyOf(pem(leaf, issuer), { trusted: leaf, standIns: root })?.equals(publicKey)).toBe(true);
  });

  it('do not when another root issued them, whatever roots are trusted otherwise', async () => {
    expect(keyOf(pem(leaf, issuer), { trusted: await make('CN=Root', { ca: true }) })).toBeNull();
  });

  it('do not in another order, or when one is missing, although it is known otherwise', () => {
    for (const text of [pem(issuer, leaf), pem(leaf), pem(issuer, root), pem(leaf, root), '']) {
      expect(keyOf(text)).toBeNull();
    }
  });

  it('do not out of their time', async () => {
    expect(keyOf(pem(leaf, issuer), { at: nowMs - 2 * hour })).toBeNull();
    expect(keyOf(pem(leaf, issuer), { at: nowMs + 2 * hour })).toBeNull();
    const old = await make('CN=Issuer', { ca: true, issuer: root, extensions: [marker(issuerId)], to: nowMs - 1000 });
    expect(keyOf(pem(await make('CN=Signer', { issuer: old, extensions: [marker(leafId)] }), old))).toBeNull();
  });

  it('do not when they were issued for something else', async () => {
    expect(keyOf(pem(await make('CN=Signer', { issuer }), issuer))).toBeNull();
    expect(keyOf(pem(await make('CN=Signer', { issuer, extensions: [marker(issuerId)] }), issuer))).toBeNull();
    const plain = await make('CN=Issuer', { ca: true, issuer: root });
    expect(keyOf(pem(await make('CN=Signer', { issuer: plain, extensions: [marker(leafId)] }), plain))).toBeNull();
    expect(keyOf(pem(await make('CN=Signer', { ca: true, issuer, extensions: [marker(leafId)] }), issuer))).toBeNull();
  });

  it('do not when the issuer may not issue, or another of its name did', async () => {
    const noAuthority = await make('CN=Issuer', { issuer: root, extensions: [marker(issuerId)] });
    const below = await make('CN=Signer', { issuer: noAuthority, extensions: [marker(leafId)] });
    expect(keyOf(pem(below, noAuthority))).toBeNull();
    const impostor = await make('CN=Issuer', { ca: true, extensions: [marker(issuerId)] });
    const forged = await make('CN=Signer', { issuer: impostor, extensions: [marker(leafId)] });
    expect(keyOf(pem(forged, issuer))).toBeNull();
    expect(keyOf(pem(forged, impostor, issuer, root))).toBeNull();
  });
});

describe('the extensions of a certificate', () => {
  it('are known by their identifiers, also of long and large ones', async () => {
    const long = marker('2.999.4294967296.1', new Uint8Array(70_000));
    const made = await make('CN=a', { ca: true, extensions: [marker(leafId), long] });
    expect(extensionIds(raw(made))).toEqual(['2.5.29.19', leafId, '2.999.4294967296.1']);
    expect(extensionIds(raw(await make('CN=a')))).toEqual([]);
  });

  it('are not what else holds the bytes of one: a name, or another extension’s value', async () => {
    // SEQUENCE { OBJECT IDENTIFIER leafId, OCTET STRING }
    const bytes = Buffer.from('300e060a2a864886f763640b010400', 'hex');
    const made = await make('CN=a', { extensions: [marker('2.5.29.99', new Uint8Array(bytes))] });
    expect(raw(made).includes(bytes)).toBe(true);
    expect(extensionIds(raw(made))).toEqual(['2.5.29.99']);
  });

  it('are none of what is no certificate, and reading never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.nat({ max: 255 }), (noise, place, byte) => {
        expect(extensionIds(Buffer.from(noise))).toEqual([]);
        const spoilt = raw(leaf);
        spoilt[place % spoilt.length] = byte;
        expect(Array.isArray(extensionIds(spoilt))).toBe(true);
        expect(Array.isArray(extensionIds(spoilt.subarray(0, place % spoilt.length)))).toBe(true);
      }),
    );
  });
});
