import { describe, expect, it } from 'vitest';
import { isPinned, keyRequestOf } from '../../../lambdas/verification/key-request.ts';
import { keyKind, publishedKey } from '../../../lambdas/verification/key-source.ts';
import { header, rawBody, setting } from '../../../lambdas/verification/parts.ts';
import type { KeySource } from '../../../lambdas/verification/scheme.ts';
import { bySecret, choose, jwt, publicKey, token } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (head: object) => `${encode(head)}.${encode({})}.AAAA`;
const base = { token: header('t'), maxAgeSeconds: 60, bodyNotCovered: 'for this test' };
const tokens = (key: KeySource) => jwt({ ...base, algorithms: ['RS256'], key });
const keySet: KeySource = { kind: 'keySet', url: ['https://', setting('domain'), '/jwks'], format: 'jwks' };
const keyApi: KeySource = {
  kind: 'keyApi',
  url: ['https://api.example.com/keys'],
  fields: { clientId: 'client_id', secret: 'secret', keyId: 'key_id' },
  jwk: 'key',
};
const certificate: KeySource = {
  kind: 'certificate',
  url: header('x-cert'),
  host: '[a-z]+\\.example\\.com',
  path: '/certs/[a-z]+\\.pem',
};
const signatures = publicKey({
  algorithm: 'rsa-sha256',
  keyFormat: certificate,
  encoding: 'base64',
  signature: header('s'),
  signedContent: [rawBody],
});
const settings = { domain: 'acme.example.com' };
const delivery = (t?: string) => ({ ...requestOf('{}', { headers: t === undefined ? {} : { t } }), settings });
const genuine = tokenOf({ alg: 'RS256', kid: 'k' });

describe('the key that a token needs', () => {
  it('is asked for at the URL of the definition and the settings, by the id that the token names', () => {
    expect(keyRequestOf(tokens(keySet), delivery(genuine), [])).toEqual({
      url: 'https://acme.example.com/jwks',
      keyId: 'k',
      source: keySet,
    });
  });

  it('is asked for nowhere when a setting is missing', () => {
    expect(keyRequestOf(tokens(keySet), { ...delivery(genuine), settings: {} }, [])).toBeNull();
  });

  it.each([
    undefined,
    '',
    'x',
    tokenOf({ alg: 'RS256' }),
    tokenOf({ alg: 'none', kid: 'k' }),
    tokenOf({ alg: 'RS256', kid: '' }),
  ])('is not asked for when the token is %s', (text) => {
    expect(keyRequestOf(tokens(keySet), delivery(text), [])).toBeNull();
  });

  it('is asked of an API with the id and the secret that are configured', () => {
    expect(keyRequestOf(tokens(keyApi), delivery(genuine), ['id:se:cret', 'older:secret'])).toEqual({
      url: 'https://api.example.com/keys',
      body: '{"client_id":"id","secret":"se:cret","key_id":"k"}',
      keyId: 'k',
      source: keyApi,
    });
    for (const secrets of [[], ['id'], ['id:']]) {
      expect(keyRequestOf(tokens(keyApi), delivery(genuine), secrets)).toBeNull();
    }
  });

  it('is none when the secret is the key', () => {
    expect(keyRequestOf(jwt({ ...base, algorithms: ['HS256'], key: 'utf8' }), delivery(genuine), ['s'])).toBeNull();
    expect(keyRequestOf(token(header('t')), delivery(genuine), ['s'])).toBeNull();
    const pem = publicKey({
      algorithm: 'rsa-sha256',
      keyFormat: 'spki',
      encoding: 'base64',
      signature: header('s'),
      signedContent: [rawBody],
    });
    expect(keyRequestOf(pem, delivery(), ['s'])).toBeNull();
    expect(keyRequestOf(choose(), delivery(genuine), ['s'])).toBeNull();
  });
});

describe('the certificate that a delivery names', () => {
  const named = (url: string) => keyRequestOf(signatures, requestOf('{}', { headers: { 'x-cert': url } }), []);

  it('is fetched from the provider', () => {
    const url = 'https://keys.example.com/certs/a.pem';
    expect(named(url)).toEqual({ url, keyId: null, source: certificate });
    expect(keyRequestOf(signatures, requestOf('{}'), [])).toBeNull();
  });

  it.each([
    'http://keys.example.com/certs/a.pem',
    'xhttps://keys.example.com/certs/a.pem',
    'https://keys.example.com.evil.org/certs/a.pem',
    'https://evil.org/keys.example.com/certs/a.pem',
    'https://keys.example.com/certs/a.pem?x',
    'https://keys.example.com/other/certs/a.pem',
    'https://keys.example.com/certs/a.pem/other',
    'https://xkeys.keys.example.com/certs/a.pem',
    'https://keys.example.com:444/certs/a.pem',
    'https://user@keys.example.com/certs/a.pem',
  ])('is fetched from nobody else: %s', (url) => {
    expect(named(url)).toBeNull();
  });

  it('never climbs out of its folder', () => {
    const anywhere = { host: '.+', path: '.+' };
    expect(isPinned('https://a.b/c', anywhere)).toBe(true);
    for (const url of ['https://a.b/c/../d', 'https://a.b//d', 'https://a.b']) {
      expect(isPinned(url, anywhere)).toBe(false);
    }
  });
});

describe('where a provider publishes its keys', () => {
  it('is said by its scheme, by the first case that has any', () => {
    const wanted = { source: keySet, kind: 'rsa' };
    expect(publishedKey(tokens(keySet))).toEqual(wanted);
    expect(publishedKey(signatures)).toEqual({ source: certificate, kind: 'rsa' });
    expect(
      publishedKey(choose({ when: [], scheme: token(header('t')) }, { when: [], scheme: tokens(keySet) })),
    ).toEqual(wanted);
    expect(publishedKey(bySecret({ pattern: 'a', scheme: tokens(keySet) }))).toEqual(wanted);
  });

  it('is nowhere when what verifies is configured', () => {
    expect(publishedKey(token(header('t')))).toBeNull();
    expect(publishedKey(choose({ when: [], scheme: token(header('t')) }))).toBeNull();
    expect(publishedKey(jwt({ ...base, algorithms: ['RS256'], key: 'spki' }))).toBeNull();
    expect(publishedKey({ ...signatures, keyFormat: 'spki' })).toBeNull();
  });

  it.each([
    ['ed25519', 'ed25519'],
    ['EdDSA', 'ed25519'],
    ['ecdsa-sha1', 'ec'],
    ['ES256', 'ec'],
    ['RS256', 'rsa'],
    ['PS256', 'rsa'],
    ['rsa-pss-sha256', 'rsa'],
    ['xed', 'rsa'],
    ['xES', 'rsa'],
  ])('%s needs a pair of kind %s', (algorithm, kind) => {
    expect(keyKind(algorithm)).toBe(kind);
  });
});
