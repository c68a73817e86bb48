import { describe, expect, it } from 'vitest';
import { isPinned, keyRequestOf } from '../../../lambdas/verification/key-request.ts';
import { header, type Part, query, rawBody, secretText, setting } from '../../../lambdas/verification/parts.ts';
import type { KeySource } from '../../../lambdas/verification/scheme.ts';
import { jwt, publicKey } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const tokenOf = (head: object) => `${encode(head)}.${encode({})}.AAAA`;
const base = { token: header('t'), maxAgeSeconds: 60, bodyNotCovered: 'for this test' };
const signatures = (keyFormat: KeySource) =>
  publicKey({ algorithm: 'rsa-sha256', keyFormat, encoding: 'hex', signature: header('s'), signedContent: [rawBody] });
const settings = { domain: 'acme.example.com' };
const delivery = (headers: Record<string, string> = {}) => ({
  ...requestOf('{}', { headers, query: 'x=q' }),
  settings,
});
const keySet = (url: readonly (string | Part)[]) => ({ kind: 'keySet', url, format: 'jwks' }) as const;

describe('the URL of a set', () => {
  const urlOf = (url: readonly (string | Part)[], secrets: readonly string[] = []) =>
    keyRequestOf(signatures(keySet(url)), delivery({ 'x-host': 'evil.example' }), secrets)?.url;

  it('may repeat what is configured, which must be there', () => {
    expect(urlOf(['https://', secretText, '/jwks'], ['a.example', 'b.example'])).toBe('https://a.example/jwks');
    expect(urlOf(['https://', secretText, '/jwks'])).toBeUndefined();
    expect(urlOf(['https://', setting('domain'), '/jwks'])).toBe('https://acme.example.com/jwks');
  });

  it('holds nothing that the delivery says', () => {
    for (const part of [header('x-host'), query('x')]) expect(urlOf(['https://', part, '/jwks'])).toBeUndefined();
    expect(urlOf(['https://a.example/', rawBody])).toBe('https://a.example/');
  });
});

describe('the id of the key', () => {
  it('stands where the scheme says when the signature is no token, and must be there once', () => {
    const source = { ...keySet(['https://a.example/jwks']), keyId: header('x-key') };
    expect(keyRequestOf(signatures(source), delivery({ 'x-key': 'k' }), [])).toEqual({
      url: 'https://a.example/jwks',
      keyId: 'k',
      source,
    });
    expect(keyRequestOf(signatures(source), delivery(), [])).toBeNull();
    expect(keyRequestOf(signatures(source), delivery({ 'x-key': '' }), [])).toBeNull();
  });

  it('is none where the scheme leaves its place open', () => {
    const source = { ...keySet(['https://a.example/jwks']), keyId: undefined };
    expect(keyRequestOf(signatures(source), delivery(), [])?.keyId).toBeNull();
  });

  it('is that of a token by any of the algorithms, and of none that is signed with the secret', () => {
    const either = jwt({ ...base, algorithms: ['RS256', 'ES256'], key: keySet(['https://a.example/jwks']) });
    for (const alg of ['RS256', 'ES256']) {
      expect(keyRequestOf(either, delivery({ t: tokenOf({ alg, kid: 'k' }) }), [])?.keyId).toBe('k');
    }
    const shared = jwt({ ...base, algorithms: ['HS256'], key: 'utf8' });
    expect(keyRequestOf(shared, delivery({ t: tokenOf({ alg: 'HS256', kid: 'k' }) }), ['s'])).toBeNull();
  });

  it('is needed by an API, and so is a URL', () => {
    const api: KeySource = {
      kind: 'keyApi',
      url: ['https://', setting('domain'), '/keys'],
      fields: { clientId: 'client_id', secret: 'secret', keyId: 'key_id' },
      jwk: 'key',
    };
    const tokens = jwt({ ...base, algorithms: ['RS256'], key: api });
    const genuine = delivery({ t: tokenOf({ alg: 'RS256', kid: 'k' }) });
    expect(keyRequestOf(tokens, genuine, ['id:secret'])?.url).toBe('https://acme.example.com/keys');
    expect(keyRequestOf(tokens, { ...genuine, settings: {} }, ['id:secret'])).toBeNull();
    expect(keyRequestOf(signatures(api), genuine, ['id:secret'])).toBeNull();
  });
});

describe('the certificates that stand behind a key', () => {
  const chain: KeySource = { kind: 'certificateChain', root: '', extension: '1.2', issuerExtension: '1.3' };
  const tokens = jwt({ ...base, algorithms: ['ES256'], key: chain });

  it('are those of the token, and nothing is fetched', () => {
    const certificates = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    const t = tokenOf({ alg: 'ES256', x5c: ['AAAA'] });
    expect(keyRequestOf(tokens, delivery({ t }), [])).toEqual({ url: '', certificates, keyId: null, source: chain });
    expect(keyRequestOf(tokens, delivery(), [])).toBeNull();
  });

  it('are carried by tokens alone', () => {
    expect(keyRequestOf(signatures(chain), delivery(), [])).toBeNull();
  });
});

describe('the key of an API that grants a token first', () => {
  const source: KeySource = {
    kind: 'grantedKeyApi',
    tokenUrl: ['https://', setting('domain'), '/token'],
    scope: 'https://scope.example/a b',
    url: ['https://', setting('host', { otherwise: 'keys.example.com' }), '/keys/'],
    keyId: header('x-key'),
    keyIdPattern: '[a-z]{1,8}|[0-9]',
    pem: 'key',
  };
  const asked = (keyId: string, secret = 'id:cert:token', more: Record<string, string> = settings) =>
    keyRequestOf(signatures(source), { ...delivery({ 'x-key': keyId }), settings: more }, [secret, 'older:one:token']);

  it('is asked for by its id, with the credentials that the secret begins with', () => {
    expect(asked('abc')).toEqual({
      url: 'https://keys.example.com/keys/abc',
      grant: {
        url: 'https://acme.example.com/token',
        authorization: 'Basic aWQ6Y2VydA==',
        form: 'grant_type=client_credentials&scope=https%3A%2F%2Fscope.example%2Fa+b',
      },
      keyId: 'abc',
      source,
    });
  });

  it.each(['Abc', '../x', 'abcdefghi', 'a/b', '1a', 'a1', 'a\n', 'a?b'])('is not asked for as %j', (keyId) => {
    expect(asked(keyId)).toBeNull();
  });

  it('is not asked for without both credentials, or without a URL', () => {
    for (const secret of ['', 'id', 'id:', 'id::token']) expect(asked('abc', secret)).toBeNull();
    expect(keyRequestOf(signatures(source), delivery({ 'x-key': 'abc' }), [])).toBeNull();
    expect(asked('abc', 'id:cert:token', {})).toBeNull();
    expect(asked('abc', 'id:cert:token', { ...settings, host: '' })).toBeNull();
  });
});

it('no pattern of host and path lets in what is no URL of ours', () => {
  const anything = { host: '.*', path: '.*' };
  expect(isPinned('https://a.example/', anything)).toBe(true);
  for (const url of ['', 'x', 'http://a.example/', 'https://a.example']) expect(isPinned(url, anything)).toBe(false);
});
