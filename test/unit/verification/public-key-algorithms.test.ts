import { constants, createSecretKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { kindOfKey, publishedKey } from '../../../lambdas/verification/key-source.ts';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import {
  isPublicKey,
  type KeyFormat,
  readPublicKey,
  verifyPublicKey,
} from '../../../lambdas/verification/public-key.ts';
import type { PublicKeyAlgorithm } from '../../../lambdas/verification/scheme.ts';
import { jwt, publicKey } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const pairs = {
  ed25519: generateKeyPairSync('ed25519'),
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
type Pair = keyof typeof pairs;
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }).toString();
const body = Buffer.from('{"a":1}');
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const signedBy = (pair: Pair, hash: string | null, options: object = {}) =>
  sign(hash, body, { key: pairs[pair].privateKey, ...options });

const published = { kind: 'keySet', url: ['https://a.example'], format: 'jwks' } as const;
const scheme = (algorithm: PublicKeyAlgorithm, keyFormat: KeyFormat | typeof published) =>
  publicKey({ algorithm, keyFormat, encoding: 'hex', signature: header('s'), signedContent: [rawBody] });
const carrying = (signature: Buffer) => requestOf(body, { headers: { s: signature.toString('hex') } });
const accepted = { verified: true, secretIndex: 0 };
const refused = (reason: string) => ({ verified: false, reason });

describe.each<[PublicKeyAlgorithm, Pair, Buffer, Buffer]>([
  ['ed25519', 'ed25519', signedBy('ed25519', null), Buffer.alloc(64)],
  ['ecdsa-p256-sha256', 'p256', signedBy('p256', 'sha256'), signedBy('p256', 'sha512')],
  ['ecdsa-p521-sha512', 'p521', signedBy('p521', 'sha512'), signedBy('p521', 'sha256')],
  ['ecdsa-sha1', 'p256', signedBy('p256', 'sha1'), signedBy('p256', 'sha256')],
  ['rsa-sha1', 'rsa', signedBy('rsa', 'sha1'), signedBy('rsa', 'sha256')],
  ['rsa-sha256', 'rsa', signedBy('rsa', 'sha256'), signedBy('rsa', 'sha1')],
  ['rsa-sha512', 'rsa', signedBy('rsa', 'sha512'), signedBy('rsa', 'sha256')],
  ['rsa-pss-sha256', 'rsa', signedBy('rsa', 'sha256', pss), signedBy('rsa', 'sha256')],
])('%s', (algorithm, kind, signature, otherwise) => {
  const { publicKey: key } = pairs[kind];
  const others = Object.values(pairs).flatMap((pair) => (pair === pairs[kind] ? [] : [pair.publicKey]));

  it('verifies what is signed by it and nothing else, with a key that is configured or published', () => {
    const configured = (bytes: Buffer) => verifyPublicKey(scheme(algorithm, 'spki'), carrying(bytes), [pem(key)], 0);
    const fetched = (bytes: Buffer) => verifyPublicKey(scheme(algorithm, published), carrying(bytes), ['s'], 0, [key]);
    for (const verdictOn of [configured, fetched]) {
      expect(verdictOn(signature)).toEqual(accepted);
      expect(verdictOn(otherwise)).toEqual(refused('signature_mismatch'));
    }
  });

  it('takes no key of another kind, whether it is configured or published', () => {
    for (const other of others) {
      expect(isPublicKey(pem(other), 'spki', algorithm)).toBe(false);
      const fetched = verifyPublicKey(scheme(algorithm, published), carrying(signature), ['s'], 0, [other]);
      expect(fetched).toEqual(refused('unknown_key'));
    }
    expect(isPublicKey(pem(key), 'spki', algorithm)).toBe(true);
    const all = verifyPublicKey(scheme(algorithm, published), carrying(signature), ['s'], 0, [...others, key]);
    expect(all).toEqual(accepted);
  });
});

it('a shared secret is no published key, and no key at all is none either', () => {
  const secret = createSecretKey(Buffer.from('secret'));
  const judge = (...keys: KeyObject[]) =>
    verifyPublicKey(scheme('rsa-sha256', published), carrying(signedBy('rsa', 'sha256')), ['s'], 0, keys);
  expect([judge(), judge(secret)]).toEqual([refused('unknown_key'), refused('unknown_key')]);
  expect(kindOfKey(secret)).toBeNull();
});

it('a provider publishes keys of the kind that its first algorithm needs', () => {
  const declared = { token: header('t'), key: published, maxAgeSeconds: 60, bodyNotCovered: 'for this test' };
  expect(publishedKey(jwt({ ...declared, algorithms: ['ES256', 'RS256'] }))?.kind).toBe('ec');
  expect(publishedKey(jwt({ ...declared, algorithms: ['RS256', 'ES256'] }))?.kind).toBe('rsa');
});

it('a key is of the kind that a scheme signs with, or of none', () => {
  const kinds = Object.entries(pairs).map(([name, pair]) => [name, kindOfKey(pair.privateKey)]);
  expect(Object.fromEntries(kinds)).toEqual({
    ed25519: 'ed25519',
    p256: 'ec',
    p384: null,
    p521: 'ec-p521',
    rsa: 'rsa',
  });
});

describe('a configured public key', () => {
  it('is parsed once', () => {
    const text = pem(pairs.p256.publicKey);
    expect(readPublicKey(text, 'spki')).toBe(readPublicKey(text, 'spki'));
    expect(readPublicKey(`\n \n${text}`, 'spki').equals(pairs.p256.publicKey)).toBe(true);
  });

  it.each<[KeyFormat, string]>([
    ['raw-hex', 'an ed25519 key of 32 bytes in hexadecimal'],
    ['raw-base64', 'an ed25519 key of 32 bytes in base64'],
    ['spki', 'a public key (SubjectPublicKeyInfo) in base64 or PEM'],
  ])('that is not one is told what it would be as %s', (format, wanted) => {
    expect(() => readPublicKey('x', format)).toThrow(
      new ConfigurationError(`the configured public key is not ${wanted}`),
    );
  });

  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ])('is refused where anybody could sign for it, whatever the sign of x: %s', (point) => {
    for (const signOfX of [0, 0x80]) {
      const bytes = Buffer.from(point, 'hex');
      bytes.writeUInt8(bytes.readUInt8(31) | signOfX, 31);
      expect(isPublicKey(bytes.toString('hex'), 'raw-hex')).toBe(false);
    }
  });
});
