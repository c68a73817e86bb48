import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publishedKeys } from '../../../lambdas/verification/published-keys.ts';
import type { KeySource } from '../../../lambdas/verification/scheme.ts';
import { certifiedPair, chainedPair, testRoot } from '../../support/published-keys.ts';

const nowMs = Date.parse('2026-11-24');
const trusted = { roots: [testRoot], intermediates: [] };
const { publicKey, certificate } = await certifiedPair('keys.example.com');
const other = generateKeyPairSync('ed25519').publicKey;
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k' };
const keysOf = (source: KeySource, answer: unknown, keyId: string | null = 'k', at = nowMs) =>
  publishedKeys(
    { url: 'https://keys.example.com', keyId, source },
    typeof answer === 'string' ? answer : JSON.stringify(answer),
    at,
    trusted,
  );
const theKey = [expect.objectContaining({ asymmetricKeyType: 'rsa' })];

describe('the keys of a set', () => {
  const jwks: KeySource = { kind: 'keySet', url: [''], format: 'jwks' };
  const stranger = { ...other.export({ format: 'jwk' }), kid: 'other' };

  it('are those of the id, but for those that encrypt', () => {
    expect(keysOf(jwks, { keys: [stranger, jwk] })).toEqual(theKey);
    expect(keysOf(jwks, { keys: [stranger, jwk] })[0]?.equals(publicKey)).toBe(true);
    expect(keysOf(jwks, { keys: [{ ...jwk, use: 'sig' }] })).toEqual(theKey);
    expect(keysOf(jwks, { keys: [{ ...jwk, use: 'enc' }] })).toEqual([]);
    expect(keysOf(jwks, { keys: [stranger] })).toEqual([]);
  });

  it.each(['x', 'null', '{}', '{"keys":{}}', '{"keys":[{"kid":"k","kty":"x"}]}', '{"keys":[null]}'])(
    'are none in %s',
    (answer) => {
      expect(keysOf(jwks, answer)).toEqual([]);
    },
  );

  it('are none without an id, even if a key has none either', () => {
    const { kid: _, ...nameless } = jwk;
    expect(keysOf(jwks, { keys: [{ ...nameless, kid: null }] }, null)).toEqual([]);
  });
});

describe('the certificates by id', () => {
  const pems: KeySource = { kind: 'keySet', url: [''], format: 'pemByKeyId' };

  it('give the key of the id while they are current', () => {
    expect(keysOf(pems, { k: certificate })).toEqual(theKey);
    for (const at of ['2026-10-31', '2027-11-02'])
      expect(keysOf(pems, { k: certificate }, 'k', Date.parse(at))).toEqual([]);
  });

  it.each<[unknown, string | null]>([
    [{ other: certificate }, 'k'],
    [{ k: 1 }, 'k'],
    [{ k: 'x' }, 'k'],
    [{ null: certificate }, null],
    ['null', 'k'],
    ['"text"', 'length'],
    [{}, 'toString'],
  ])('give none in %# otherwise', (answer, keyId) => {
    expect(keysOf(pems, answer, keyId)).toEqual([]);
  });
});

describe('the key of an API', () => {
  const api: KeySource = { kind: 'keyApi', url: [''], fields: { clientId: '', secret: '', keyId: '' }, jwk: 'key' };

  it('is that of the id, or one that names none', () => {
    expect(keysOf(api, { key: jwk })).toEqual(theKey);
    const { kid: _, ...nameless } = jwk;
    expect(keysOf(api, { key: nameless })).toEqual(theKey);
    expect(keysOf(api, { key: jwk }, 'other')).toEqual([]);
    expect(keysOf(api, { error: 'no such key' })).toEqual([]);
  });

  it('is none from the moment that it was withdrawn', () => {
    const withdrawn = (expired_at: unknown) => keysOf(api, { key: { ...jwk, expired_at } });
    expect(withdrawn(null)).toEqual(theKey);
    expect(withdrawn(nowMs / 1000 + 1)).toEqual(theKey);
    expect(withdrawn(nowMs / 1000)).toEqual([]);
  });
});

it('takes the key of a certificate that leads to a trusted root, and none of any other', () => {
  const source: KeySource = {
    kind: 'certificate',
    url: { kind: 'method' },
    host: '',
    path: '',
    subject: 'keys\\.example\\.com',
  };
  expect(keysOf(source, certificate, null)).toEqual(theKey);
  expect(keysOf({ ...source, subject: 'other' }, certificate, null)).toEqual([]);
  expect(keysOf(source, 'no certificate', null)).toEqual([]);
});

describe('the key of an API that grants a token first', () => {
  const source: KeySource = {
    kind: 'grantedKeyApi',
    tokenUrl: [''],
    scope: '',
    url: [''],
    keyId: { kind: 'method' },
    keyIdPattern: '',
    pem: 'a.key',
  };
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const keysIn = (key: unknown) => keysOf(source, { a: { key } });

  it('is in PEM, with or without its line breaks', () => {
    for (const text of [pem, pem.replaceAll('\n', ''), `\n ${pem}\n `]) {
      expect(keysIn(text).map((key) => key.equals(publicKey))).toEqual([true]);
    }
  });

  it.each([
    ['more before it', `x${pem}`],
    ['more behind it', `${pem}x`],
    ['two of them', pem + pem],
    ['a certificate', certificate],
    ['no key within', pem.replace(/\n[^-]+\n/, '\nAAAA\n')],
    ['something else within', pem.replace(/\n[^-]+\n/, '\n%\n')],
    ['nothing', null],
    ['a list', [pem, pem]],
  ])('is none where there is %s', (_, key) => {
    expect(keysIn(key)).toEqual([]);
    expect(keysOf(source, { key: pem })).toEqual([]);
  });
});

describe('the certificates that a token carries', () => {
  const purpose = { extension: '1.2.3', issuerExtension: '1.2.4' };
  const source: KeySource = { kind: 'certificateChain', root: testRoot, ...purpose };

  it('give the signer’s key when they lead to the pinned root and are for this purpose, and none otherwise', async () => {
    const pair = await chainedPair(purpose);
    expect(keysOf(source, pair.certificate, null).map((key) => key.equals(pair.publicKey))).toEqual([true]);
    expect(keysOf({ ...source, extension: '1.2.5' }, pair.certificate, null)).toEqual([]);
    expect(keysOf({ ...source, root: certificate }, pair.certificate, null)).toEqual([]);
    expect(keysOf(source, certificate, null)).toEqual([]);
  });
});
