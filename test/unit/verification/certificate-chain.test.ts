import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateChainKey } from '../../../lambdas/verification/certificate-chain.ts';
import { type Made, make, marker, nowMs, pemOf as pem } from '../../support/made-certificates.ts';

const hour = 3_600_000;
const leafId = '1.2.840.113635.100.6.11.1';
const issuerId = '1.2.840.113635.100.6.2.1';
let root: Made;
let issuer: Made;
let leaf: Made;
beforeAll(async () => {
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
