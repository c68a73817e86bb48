import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { type KeyFormat, readPublicKey } from '../../../lambdas/verification/public-key.ts';
import type { PublicKey } from '../../../lambdas/verification/scheme.ts';
import { publicKey } from '../../../lambdas/verification/schemes.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }).toString();

const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const k256 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const p256Pem = p256.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const raw = spki(ed25519.publicKey).subarray(-32);

const scheme = (algorithm: PublicKey['algorithm'], keyFormat: PublicKey['keyFormat']): PublicKey =>
  publicKey({ algorithm, keyFormat, encoding: 'hex', signature: header('s'), signedContent: [rawBody] });

const body = '{"a":1}';
const carrying = (signature: Buffer) => requestOf(body, { headers: { s: signature.toString('hex') } });
const byEd25519 = sign(null, Buffer.from(body), ed25519.privateKey);
const byP256 = sign('sha256', Buffer.from(body), p256.privateKey);

describe('a configured public key', () => {
  it.each<[string, PublicKey['algorithm'], PublicKey['keyFormat'], string, Buffer]>([
    ['ed25519 in hexadecimal', 'ed25519', 'raw-hex', raw.toString('hex'), byEd25519],
    ['ed25519 in base64', 'ed25519', 'raw-base64', raw.toString('base64'), byEd25519],
    ['ed25519 as SubjectPublicKeyInfo', 'ed25519', 'spki', spki(ed25519.publicKey).toString('base64'), byEd25519],
    ['P-256 in base64', 'ecdsa-p256-sha256', 'spki', spki(p256.publicKey).toString('base64'), byP256],
    ['P-256 in PEM', 'ecdsa-p256-sha256', 'spki', pem(p256.publicKey), byP256],
    ['RSA in PEM', 'rsa-sha256', 'spki', pem(rsa.publicKey), sign('sha256', Buffer.from(body), rsa.privateKey)],
  ])('verifies: %s', (_, algorithm, format, key, signature) => {
    const verdict = verify(scheme(algorithm, format), carrying(signature), [key], 0);
    expect(verdict).toEqual({ verified: true, secretIndex: 0 });
  });

  it('is one of several', () => {
    const other = spki(generateKeyPairSync('ed25519').publicKey).subarray(-32).toString('hex');
    const verdict = verify(scheme('ed25519', 'raw-hex'), carrying(byEd25519), [other, raw.toString('hex')], 0);
    expect(verdict).toEqual({ verified: true, secretIndex: 1 });
  });

  it.each<[string, KeyFormat, string]>([
    ['of 31 bytes', 'raw-hex', raw.subarray(1).toString('hex')],
    ['of 33 bytes', 'raw-hex', `${raw.toString('hex')}00`],
    ['in upper case', 'raw-hex', 'AB'.repeat(32)],
    ['in another encoding', 'raw-base64', raw.toString('hex')],
    ['of nothing but a word', 'spki', 'changeme'],
    ['in PEM where it is raw', 'raw-hex', pem(ed25519.publicKey)],
    ['in PEM where it is raw, too', 'raw-base64', pem(ed25519.publicKey)],
    ['with a private key before it', 'spki', p256Pem + pem(p256.publicKey)],
    ['with a tail', 'raw-base64', `${raw.toString('base64')}=`],
    ['that is private', 'spki', p256Pem],
    ['that is private, in base64', 'spki', p256.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')],
    ['that says it is a certificate', 'spki', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['of small order', 'raw-hex', '00'.repeat(32)],
    ['of small order, with the sign set', 'raw-hex', `01${'00'.repeat(30)}80`],
    ['of small order, beyond the field', 'raw-hex', `ee${'ff'.repeat(30)}7f`],
    ['of order eight', 'raw-hex', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    [
      'of small order, as SubjectPublicKeyInfo',
      'spki',
      Buffer.from(`302a300506032b6570032100${'00'.repeat(32)}`, 'hex').toString('base64'),
    ],
  ])('is refused when it is one %s', (_, format, key) => {
    expect(() => readPublicKey(key, format)).toThrow(ConfigurationError);
    // Nothing is remembered of a refusal.
    expect(() => readPublicKey(key, format)).toThrow(/^the configured public key is not /);
  });

  it.each<[PublicKey['algorithm'], KeyObject, string]>([
    ['ecdsa-p256-sha256', p384.publicKey, 'ec secp384r1'],
    ['ecdsa-p256-sha256', k256.publicKey, 'ec secp256k1'],
    ['ecdsa-p256-sha256', rsa.publicKey, 'rsa'],
    ['rsa-sha256', p256.publicKey, 'ec prime256v1'],
    ['rsa-sha256', pss.publicKey, 'rsa-pss'],
    ['ed25519', p256.publicKey, 'ec prime256v1'],
  ])('is refused for %s when it is of another kind', (algorithm, key, kind) => {
    expect(() => verify(scheme(algorithm, 'spki'), carrying(byP256), [pem(key)], 0)).toThrow(
      new ConfigurationError(`the configured public key is of type ${kind}, not ${algorithm}`),
    );
  });
});

describe('a signature by a private key', () => {
  const p1363 = sign('sha256', Buffer.from(body), { key: p256.privateKey, dsaEncoding: 'ieee-p1363' });
  const longLength = Buffer.concat([Buffer.from([0x30, 0x81, byP256[1] ?? 0]), byP256.subarray(2)]);

  it.each<[string, Buffer]>([
    ['r and s side by side instead of DER', p1363],
    ['DER with a tail', Buffer.concat([byP256, Buffer.from([0])])],
    ['DER cut short', byP256.subarray(0, -1)],
    ['BER: the length in two bytes', longLength],
    ['r and s of zero', Buffer.from('3006020100020100', 'hex')],
    ['an empty sequence', Buffer.from('3000', 'hex')],
    ['nonsense', Buffer.alloc(70, 1)],
  ])('is refused by ECDSA: %s', (_, signature) => {
    const verdict = verify(scheme('ecdsa-p256-sha256', 'spki'), carrying(signature), [pem(p256.publicKey)], 0);
    expect(verdict).toEqual({ verified: false, reason: 'signature_mismatch' });
  });

  it.each<[string, Buffer]>([
    ['63 bytes', byEd25519.subarray(1)],
    ['65 bytes', Buffer.concat([byEd25519, Buffer.from([0])])],
    ['zeros', Buffer.alloc(64)],
  ])('is refused by ed25519: %s', (_, signature) => {
    const verdict = verify(scheme('ed25519', 'raw-hex'), carrying(signature), [raw.toString('hex')], 0);
    expect(verdict).toEqual({ verified: false, reason: 'signature_mismatch' });
  });
});
