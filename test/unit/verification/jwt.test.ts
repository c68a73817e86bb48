import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import { jwt } from '../../../lambdas/verification/schemes.ts';
import { sign } from '../../../lambdas/verification/sign.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_000;
const now = nowMs / 1000;
const body = '{"id":"evt_1"}';
const bodyHash = { claim: 'hash', hash: 'sha256', encoding: 'hex' } as const;
const hash = createHash('sha256').update(body).digest('hex');
const shared = jwt({ token: header('t'), algorithms: ['HS256'], key: 'utf8', bodyHash, maxAgeSeconds: 300 });
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const rsa = jwt({ token: header('t'), algorithms: ['RS256'], key: 'spki', bodyHash, maxAgeSeconds: null });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(head: object, claims: object, key: string | KeyObject): string {
  const signed = `${encode(head)}.${encode(claims)}`;
  const signature =
    typeof key === 'string'
      ? createHmac('sha256', key).update(signed).digest()
      : signBytes('sha256', Buffer.from(signed), key);
  return `${signed}.${signature.toString('base64url')}`;
}

const judge = (text: string, scheme = shared, secret = 'secret', at = nowMs) =>
  verify(scheme, requestOf(body, { headers: { t: text } }), [secret], at);
const accepted = { verified: true, secretIndex: 0 };
const refused = (reason: string) => ({ verified: false, reason });

describe('a token', () => {
  const claims = { iat: now, hash };
  const genuine = token({ alg: 'HS256' }, claims, 'secret');

  it('is accepted when it is genuine, of now and of this body', () => {
    expect(judge(genuine)).toEqual(accepted);
    expect(judge(token({ alg: 'RS256' }, { exp: now + 60, hash }, pair.privateKey), rsa, pem)).toEqual(accepted);
  });

  it('is refused under another secret', () => {
    expect(judge(genuine, shared, 'other')).toEqual(refused('signature_mismatch'));
  });

  it.each([
    ['none', token({ alg: 'none' }, claims, 'secret')],
    ['no algorithm', token({}, claims, 'secret')],
    ['another algorithm of the same family', token({ alg: 'HS512' }, claims, 'secret')],
    ['an extension that it says is critical', token({ alg: 'HS256', crit: ['x'] }, claims, 'secret')],
    ['an unencoded payload', token({ alg: 'HS256', b64: false }, claims, 'secret')],
    ['four segments', `${genuine}.x`],
    ['two segments', genuine.slice(0, genuine.lastIndexOf('.'))],
    ['an empty signature', `${genuine.slice(0, genuine.lastIndexOf('.'))}.`],
    ['padding', `${genuine}=`],
    ['a payload that is no object', `${encode({ alg: 'HS256' })}.${encode([1])}.AAAA`],
    ['more than any token holds', 'x'.repeat(20_000)],
    [
      'more than any token holds, although it is signed',
      token({ alg: 'HS256' }, { ...claims, x: 'x'.repeat(20_000) }, 'secret'),
    ],
  ])('is malformed with %s', (_, text) => {
    expect(judge(text)).toEqual(refused('malformed_signature'));
  });

  it('signed with the public key as if it were a shared secret is refused', () => {
    const forged = token({ alg: 'HS256' }, { exp: now + 60, hash }, pem);
    expect(judge(forged, rsa, pem)).toEqual(refused('malformed_signature'));
  });

  it('never brings its own key', () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    const forged = token(
      { alg: 'RS256', jwk, jku: 'https://evil.example' },
      { exp: now + 60, hash },
      stranger.privateKey,
    );
    expect(judge(forged, rsa, pem)).toEqual(refused('signature_mismatch'));
  });

  it.each([
    ['another body', { iat: now, hash: createHash('sha256').update('x').digest('hex') }, 'signature_mismatch'],
    ['no hash of the body', { iat: now }, 'signature_mismatch'],
    [
      'a hash in another encoding',
      { iat: now, hash: Buffer.from(hash, 'hex').toString('base64') },
      'signature_mismatch',
    ],
    ['no time', { hash }, 'missing_timestamp'],
    ['a time that is a text', { iat: String(now), hash }, 'malformed_timestamp'],
    ['a time before the window', { iat: now - 301, hash }, 'timestamp_out_of_tolerance'],
    ['a time that has not come', { iat: now + 61, hash }, 'timestamp_out_of_tolerance'],
    ['a start that has not come', { iat: now, nbf: now + 61, hash }, 'timestamp_out_of_tolerance'],
    ['an end that is past', { iat: now, exp: now - 61, hash }, 'timestamp_out_of_tolerance'],
  ])('is refused with %s', (_, wrong, reason) => {
    expect(judge(token({ alg: 'HS256' }, wrong, 'secret'))).toEqual(refused(reason));
  });

  it('must end where only its end bounds it', () => {
    expect(judge(token({ alg: 'RS256' }, { hash }, pair.privateKey), rsa, pem)).toEqual(refused('missing_timestamp'));
  });

  it('must be for this receiver', () => {
    const scheme = jwt({
      token: header('t'),
      algorithms: ['HS256'],
      key: 'utf8',
      bodyHash,
      maxAgeSeconds: 300,
      claims: [{ name: 'aud', oneOf: ['us'] }],
    });
    const of = (aud: unknown) => judge(token({ alg: 'HS256' }, { iat: now, hash, aud }, 'secret'), scheme);
    expect([of('us'), of(['them', 'us'])]).toEqual([accepted, accepted]);
    for (const aud of ['them', [], null, { us: true }]) expect(of(aud)).toEqual(refused('claim_mismatch'));
    expect(judge(genuine, scheme)).toEqual(refused('claim_mismatch'));
  });
});

describe('a token whose claims have fields', () => {
  const scheme = jwt({
    token: header('t'),
    algorithms: ['HS256'],
    key: 'utf8',
    bodyHash,
    maxAgeSeconds: 'endless',
    claims: [{ name: 'app', paths: ['data.app', 'summary.app'], oneOf: ['mine'] }],
  });
  const of = (claims: object) => judge(token({ alg: 'HS256' }, { hash, ...claims }, 'secret'), scheme);

  it('is accepted when the first of the paths that is there holds a right value', () => {
    expect(of({ data: { app: 'mine' } })).toEqual(accepted);
    expect(of({ summary: { app: 'mine' } })).toEqual(accepted);
    expect(of({ data: { app: 'mine' }, summary: { app: 'other' } })).toEqual(accepted);
  });

  it.each([
    [{}],
    [{ app: 'mine' }],
    [{ 'data.app': 'mine' }],
    [{ data: { app: 'other' }, summary: { app: 'mine' } }],
    [{ data: { app: { app: 'mine' } } }],
    [{ data: 'mine' }],
  ])('is refused with %j', (claims) => {
    expect(of(claims)).toEqual(refused('claim_mismatch'));
  });

  it('needs no time when it is endless, but keeps to those that it has', () => {
    const data = { data: { app: 'mine' } };
    expect(of({ ...data, iat: now - 86_400, exp: now + 60 })).toEqual(accepted);
    expect(of({ ...data, exp: now - 3600 })).toEqual(refused('timestamp_out_of_tolerance'));
    expect(of({ ...data, nbf: now + 3600 })).toEqual(refused('timestamp_out_of_tolerance'));
    expect(of({ ...data, exp: 'soon' })).toEqual(refused('malformed_timestamp'));
  });
});

describe('a token that is the body', () => {
  const scheme = jwt({ token: rawBody, algorithms: ['HS256'], key: 'utf8', maxAgeSeconds: 300 });
  const long = { note: 'x'.repeat(100_000) };
  const judgeBody = (text: string) => verify(scheme, requestOf(text), ['secret'], nowMs);

  it('may be as long as a body', () => {
    expect(judgeBody(token({ alg: 'HS256' }, { iat: now, ...long }, 'secret'))).toEqual(accepted);
  });

  it('is made of what a draft’s body holds', () => {
    const draft = requestOf(JSON.stringify(long));
    const { rawBody: signed } = sign(scheme, draft, 'secret', nowMs);
    expect(judgeBody(signed.toString())).toEqual(accepted);
    expect(JSON.parse(Buffer.from(signed.toString().split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      iat: now,
      ...long,
    });
    expect(sign(scheme, requestOf('no JSON'), 'secret', nowMs).rawBody.toString().split('.')).toHaveLength(3);
  });
});

describe('a token’s declaration', () => {
  const declared = { token: header('t'), key: 'utf8', maxAgeSeconds: 300, bodyHash } as const;
  it.each([
    ['names no algorithm', () => jwt({ ...declared, algorithms: [] }), /algorithms is empty/],
    [
      'mixes shared and public keys',
      () => jwt({ ...declared, algorithms: ['RS256'] }),
      /algorithms and key do not fit/,
    ],
    [
      'leaves the body out',
      () => jwt({ token: header('t'), key: 'utf8', maxAgeSeconds: 300, algorithms: ['HS256'] }),
      /says nothing about the body/,
    ],
  ])('is refused when it %s', (_, declare, sentence) => {
    expect(declare).toThrow(sentence);
  });
});
