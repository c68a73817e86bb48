import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readToken } from '../../../lambdas/verification/jwt.ts';
import { bearer, header, rawBody } from '../../../lambdas/verification/parts.ts';
import type { JwtAlgorithm } from '../../../lambdas/verification/scheme.ts';
import { jwt } from '../../../lambdas/verification/schemes.ts';
import { signJwt } from '../../../lambdas/verification/sign-jwt.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_900;
const now = 1_795_514_400;
const base = { token: bearer, maxAgeSeconds: 300, bodyNotCovered: 'for this test' };
const draft = requestOf('{}', { headers: { 'x-name': 'acme' } });
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const spki = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }).toString();
const pairs = {
  ed25519: generateKeyPairSync('ed25519'),
  p256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const judged = (scheme: ReturnType<typeof jwt>, signing: string, verifying: string) =>
  verify(
    scheme,
    requestOf('{}', { headers: { authorization: `Bearer ${signJwt(scheme, draft, signing, nowMs)}` } }),
    [verifying],
    nowMs,
  );

describe('a token that is signed here', () => {
  it.each<[JwtAlgorithm, keyof typeof pairs]>([
    ['EdDSA', 'ed25519'],
    ['ES256', 'p256'],
    ['ES384', 'p384'],
    ['RS256', 'rsa'],
    ['RS512', 'rsa'],
    ['PS256', 'rsa'],
  ])('verifies by %s with a pair of kind %s, and is not made with any other', (algorithm, kind) => {
    const scheme = jwt({ ...base, algorithms: [algorithm], key: 'spki' });
    for (const [name, { privateKey, publicKey }] of Object.entries(pairs)) {
      if (name === kind)
        expect(judged(scheme, pem(privateKey), spki(publicKey))).toEqual({ verified: true, secretIndex: 0 });
      else expect(() => signJwt(scheme, draft, pem(privateKey), nowMs)).toThrow(`the key is not one for ${algorithm}`);
    }
  });

  it.each<JwtAlgorithm>(['HS256', 'HS384', 'HS512'])('verifies by %s with the secret', (algorithm) => {
    const scheme = jwt({ ...base, algorithms: [algorithm], key: 'utf8' });
    expect(judged(scheme, 'secret', 'secret')).toEqual({ verified: true, secretIndex: 0 });
    expect(judged(scheme, 'secret', 'other').verified).toBe(false);
  });

  it('takes the first algorithm that its key is for, and names all when there is none', () => {
    const scheme = jwt({ ...base, algorithms: ['ES256', 'RS512', 'RS256'], key: 'spki' });
    expect(readToken(scheme, signJwt(scheme, draft, pem(pairs.rsa.privateKey), nowMs))).toMatchObject({
      algorithm: 'RS512',
      keyId: 'inbox',
    });
    expect(() => signJwt(scheme, draft, pem(pairs.ed25519.privateKey), nowMs)).toThrow(
      'the key is not one for ES256 or RS512 or RS256',
    );
    expect(() => signJwt(scheme, draft, 'secret', nowMs)).toThrow('the private key is not a private key in PEM');
  });

  it('is not made by an algorithm that a mistaken scheme names for another kind of key', () => {
    const shared = jwt({ ...base, algorithms: ['HS256'], key: 'utf8' });
    const pair = jwt({ ...base, algorithms: ['RS256'], key: 'spki' });
    expect(() => signJwt({ ...shared, algorithms: ['RS256'] }, draft, 'secret', nowMs)).toThrow(
      'the key is not one for RS256',
    );
    expect(() => signJwt({ ...pair, algorithms: ['HS256'] }, draft, pem(pairs.rsa.privateKey), nowMs)).toThrow(
      'the key is not one for HS256',
    );
  });

  it('says when it was made, what is claimed, and what its body is', () => {
    const scheme = jwt({
      ...base,
      algorithms: ['HS256'],
      key: 'utf8',
      claims: [
        { name: 'iss', oneOf: ['first', 'second'] },
        { name: 'live', oneOf: ['true'] },
        { name: 'sub', oneOf: header('x-name') },
        { name: 'aud', oneOf: header('x-absent') },
      ],
      bodyHash: { claim: 'hash', hash: 'md5', encoding: 'hex' },
    });
    expect(readToken(scheme, signJwt(scheme, draft, 'secret', nowMs))?.claims).toMatchObject({
      iat: now,
      iss: 'first',
      live: true,
      sub: 'acme',
      aud: '',
      hash: '99914b932bd37a50b983c5e7c90ae93b',
    });
  });

  it('ends in five minutes where only its end bounds it', () => {
    const scheme = jwt({ ...base, maxAgeSeconds: null, algorithms: ['HS256'], key: 'utf8' });
    expect(readToken(scheme, signJwt(scheme, draft, 'secret', nowMs))?.claims).toMatchObject({
      iat: now,
      exp: now + 300,
    });
  });

  it('says no more of its time than the scheme asks for', () => {
    const claimsOf = (maxAgeSeconds: number | 'endless') =>
      readToken(shared, signJwt({ ...shared, maxAgeSeconds }, draft, 'secret', nowMs))?.claims;
    const shared = jwt({ ...base, algorithms: ['HS256'], key: 'utf8' });
    expect(Object.keys(claimsOf(300) ?? {})).toEqual(['iss', 'jti', 'iat']);
    expect(Object.keys(claimsOf('endless') ?? {})).toEqual(['iss', 'jti']);
  });

  it('claims nothing of its own where the scheme looks into what the body holds', () => {
    const scheme = jwt({
      ...base,
      token: rawBody,
      algorithms: ['HS256'],
      key: 'utf8',
      claims: [{ name: 'app', paths: ['data.app'], oneOf: ['mine'] }],
    });
    const claimsOf = (body: string) => readToken(scheme, signJwt(scheme, requestOf(body), 'secret', nowMs))?.claims;
    expect(claimsOf('{"data":{"app":"mine"}}')).toMatchObject({ data: { app: 'mine' }, iat: now });
    for (const body of ['{}', '"text"', 'null', '', '1']) {
      expect(Object.keys(claimsOf(body) ?? {})).toEqual(['iss', 'jti', 'iat']);
    }
  });
});
