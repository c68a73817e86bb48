import { createHmac, createSecretKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readToken, verifyJwt } from '../../../lambdas/verification/jwt.ts';
import { headerList } from '../../../lambdas/verification/parts.ts';
import { jwt } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowMs = 1_795_514_400_000;
const claims = { iat: nowMs / 1000 };
const part = headerList('t', { separator: ' ', prefix: '' });
const base = { token: part, maxAgeSeconds: 300, bodyNotCovered: 'for this test' };
const shared = jwt({ ...base, algorithms: ['HS256'], key: 'utf8' });
const source = { kind: 'keySet', url: ['https://keys.example.com/jwks'], format: 'jwks' } as const;
const request = (...tokens: string[]) => requestOf('{}', { headers: { t: tokens.join(' ') } });
const refused = (reason: string) => ({ verified: false, reason });
const accepted = { verified: true, secretIndex: 0 };
const hs256 = (head: object = { alg: 'HS256' }, payload: object = claims) => {
  const signed = `${encode(head)}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', 'secret').update(signed).digest('base64url')}`;
};

describe('the form of a token', () => {
  it('names its algorithm and its key where it does so in text', () => {
    expect(readToken(shared, hs256({ alg: 'HS256', kid: 'k' }))).toMatchObject({
      algorithm: 'HS256',
      keyId: 'k',
      claims,
    });
    expect(readToken(shared, hs256({ alg: 1, kid: ['k'] }))).toMatchObject({ algorithm: null, keyId: null });
  });

  it.each(['null', '1', '"x"', '[]', 'x'])('has an object for a header and for claims, never %s', (json) => {
    const other = Buffer.from(json).toString('base64url');
    expect(readToken(shared, `${other}.${encode(claims)}.AAAA`)).toBeNull();
    expect(readToken(shared, `${encode({ alg: 'HS256' })}.${other}.AAAA`)).toBeNull();
  });

  it('carries the first six certificates of its list, if it has one', () => {
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    const certificates = (x5c?: unknown) => readToken(shared, hs256({ alg: 'HS256', x5c }))?.certificates;
    expect(certificates(['AAAA', 'BBBB'])).toBe(pem('AAAA') + pem('BBBB'));
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    expect(certificates(names)).toBe(names.slice(0, 6).map(pem).join(''));
    for (const x5c of [undefined, 'AAAA', { 0: 'AAAA' }, []]) expect(certificates(x5c)).toBe('');
  });

  it('may be as long as any that a provider sends, and no longer', () => {
    const [head, payload] = hs256().split('.');
    const start = `${head}.${payload}.`;
    const room = 16_384 - start.length;
    const fill = (length: number) => 'A'.repeat(length - (length % 4 === 1 ? 1 : 0));
    expect(room % 4).not.toBe(1);
    expect(readToken(shared, start + fill(room))).not.toBeNull();
    expect(readToken(shared, start + 'A'.repeat(room + (room % 4 === 0 ? 2 : 1)))).toBeNull();
  });
});

describe('the verdict on a token', () => {
  it('is that there is none, or that there are too many', () => {
    expect(verifyJwt(shared, request(), ['secret'], nowMs)).toEqual(refused('missing_signature'));
    expect(verifyJwt(shared, request(hs256()), ['secret'], nowMs)).toEqual(accepted);
    expect(verifyJwt(shared, request(hs256(), hs256()), ['secret'], nowMs)).toEqual(refused('malformed_signature'));
  });

  it('is a mismatch when the signature is cut, never an error', () => {
    const cut = hs256().slice(0, -3);
    expect(verifyJwt(shared, request(cut), ['secret'], nowMs)).toEqual(refused('signature_mismatch'));
  });

  it.each([['a'.repeat(63)], ['abcd'], [11], [['ab']], [undefined]])(
    'is a mismatch when the claimed hash of the body is %j',
    (hash) => {
      const scheme = jwt({
        ...base,
        algorithms: ['HS256'],
        key: 'utf8',
        bodyHash: { claim: 'hash', hash: 'sha256', encoding: 'hex' },
      });
      const text = hs256({ alg: 'HS256' }, { ...claims, hash });
      expect(verifyJwt(scheme, request(text), ['secret'], nowMs)).toEqual(refused('signature_mismatch'));
    },
  );
});

describe('a shared secret', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('never verifies by %s, and that is no error', (alg) => {
    const mixed = { ...shared, algorithms: [alg] };
    expect(verifyJwt(mixed, request(hs256({ alg })), ['secret'], nowMs)).toEqual(refused('signature_mismatch'));
  });
});

describe('a token signed with a key that is published', () => {
  const [rsa, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  const ed = generateKeyPairSync('ed25519');
  if (!rsa || !other) throw new Error('no keys');
  const signed = (alg: string) => `${encode({ alg, kid: 'k' })}.${encode(claims)}`;
  const rs256 = `${signed('RS256')}.${sign('sha256', Buffer.from(signed('RS256')), rsa.privateKey).toString('base64url')}`;
  const es256Key = { key: ec.privateKey, dsaEncoding: 'ieee-p1363' as const };
  const es256 = `${signed('ES256')}.${sign('sha256', Buffer.from(signed('ES256')), es256Key).toString('base64url')}`;
  const edDsa = `${signed('EdDSA')}.${sign(null, Buffer.from(signed('EdDSA')), ed.privateKey).toString('base64url')}`;
  const scheme = (algorithm: 'RS256' | 'ES256' | 'EdDSA') => jwt({ ...base, algorithms: [algorithm], key: source });

  it('verifies with one of the keys of its id', () => {
    const keys = [other.publicKey, rsa.publicKey];
    expect(verifyJwt(scheme('RS256'), request(rs256), ['any'], nowMs, keys)).toEqual(accepted);
    expect(verifyJwt(scheme('ES256'), request(es256), ['any'], nowMs, [ec.publicKey])).toEqual(accepted);
    expect(verifyJwt(scheme('EdDSA'), request(edDsa), ['any'], nowMs, [ed.publicKey])).toEqual(accepted);
  });

  it('does not without a key', () => {
    expect(verifyJwt(scheme('RS256'), request(rs256), ['any'], nowMs)).toEqual(refused('unknown_key'));
    expect(verifyJwt(scheme('RS256'), request(rs256), ['any'], nowMs, [])).toEqual(refused('unknown_key'));
  });

  it.each([
    ['RS256', rs256, [other.publicKey, ec.publicKey, ed.publicKey]],
    ['ES256', es256, [p384.publicKey, rsa.publicKey, ed.publicKey]],
    ['EdDSA', edDsa, [rsa.publicKey, ec.publicKey]],
  ] as const)('%s never verifies with a key of another kind, and that is no error', (algorithm, text, keys) => {
    for (const key of keys) {
      expect(verifyJwt(scheme(algorithm), request(text), ['any'], nowMs, [key])).toEqual(refused('signature_mismatch'));
    }
  });

  it('never verifies with a key that is a shared secret', () => {
    const key = createSecretKey(Buffer.from('secret'));
    expect(verifyJwt(scheme('RS256'), request(rs256), ['any'], nowMs, [key])).toEqual(refused('signature_mismatch'));
  });
});
