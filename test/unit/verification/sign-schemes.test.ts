import { describe, expect, it } from 'vitest';
import {
  bearer,
  bodyField,
  header,
  query,
  rawBody,
  requiresSame,
  secretText,
} from '../../../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../../../lambdas/verification/scheme.ts';
import { bySecret, choose, eachItem, hmac, jwt, slots, token } from '../../../lambdas/verification/schemes.ts';
import { sign, timestampText } from '../../../lambdas/verification/sign.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const nowMs = 1_795_514_400_500;
const signing = { hash: 'sha256', encoding: 'hex', signedContent: [rawBody] } as const;
const signedBy = (name: string) => hmac({ ...signing, signature: header(name) });
const unchecked = { bodyNotCovered: 'for this test' };

describe('a draft that is signed', () => {
  it.each<[string, VerificationScheme, string, string[]]>([
    [
      'a token of JSON',
      jwt({ algorithms: ['HS256'], key: 'utf8', token: bearer, maxAgeSeconds: 60, ...unchecked }),
      'secret',
      ['authorization', 'x-kind'],
    ],
    [
      'the case that it fits',
      choose(
        { when: [{ part: header('x-other'), present: true }], scheme: signedBy('x-a') },
        { when: [{ part: header('x-kind'), present: true }], scheme: signedBy('x-b') },
      ),
      'secret',
      ['x-b', 'x-kind'],
    ],
    ['the first case, fitting none', choose({ when: [], scheme: token(header('x-a')) }), 'secret', ['x-a', 'x-kind']],
    [
      'the scheme of its secret',
      bySecret({ pattern: '^key', scheme: signedBy('x-a') }, { pattern: '^tok', scheme: token(header('x-b')) }),
      'tok_1',
      ['x-b', 'x-kind'],
    ],
    ['every place', slots(signedBy('x-a'), signedBy('x-b')), 'secret', ['x-a', 'x-b', 'x-kind']],
  ])('by %s verifies', (_, scheme, secret, names) => {
    const draft = requestOf('{}', { headers: { 'x-kind': 'k' } });
    const signed = { ...draft, ...sign(scheme, draft, secret, nowMs) };
    expect([...signed.headers.keys()].toSorted()).toEqual(names);
    expect(verify(scheme, signed, [secret], nowMs)).toEqual({ verified: true, secretIndex: 0 });
  });

  it('item by item verifies, with each item’s own token in its place', () => {
    const scheme = eachItem('items', token(bodyField('token')), unchecked);
    const draft = requestOf('{"items":[{"n":1,"token":"{signature}"}, {"token":"{signature}"}],"x":0}');
    const signed = sign(scheme, draft, 'a longer secret', nowMs);
    expect(signed.rawBody.toString()).toBe(
      '{"items":[{"n":1,"token":"a longer secret"}, {"token":"a longer secret"}],"x":0}',
    );
    expect(verify(scheme, { ...draft, ...signed }, ['a longer secret'], nowMs).verified).toBe(true);
  });

  it('is refused in a sentence where nothing says how', () => {
    expect(() => sign(choose(), requestOf(''), 's', nowMs)).toThrow('the scheme has no case');
    expect(() => sign(bySecret({ pattern: '^key', scheme: signedBy('x') }), requestOf(''), 's', nowMs)).toThrow(
      'the signing secret is of no kind that the provider knows',
    );
    const absent = hmac({ ...signing, signature: header('x'), signedContent: [header('x-absent'), rawBody] });
    expect(() => sign(absent, requestOf(''), 's', nowMs)).toThrow('the delivery lacks a part that is signed');
    const repeated = hmac({
      ...signing,
      signature: header('x'),
      signedContent: [requiresSame(query('own'), secretText), rawBody],
    });
    expect(() => sign(repeated, requestOf(''), 's', nowMs)).toThrow('the delivery lacks a part that is signed');
  });

  it.each([
    ['s', '1795514400'],
    ['ms', '1795514400500'],
    ['iso8601', '2026-11-24T10:00:00.500Z'],
    ['isoWithoutZone', '2026-11-24T10:00:00.500'],
    ['rfc1123', 'Tue, 24 Nov 2026 10:00:00 GMT'],
  ] as const)('says its time in %s as %s', (unit, text) => {
    expect(timestampText[unit](nowMs)).toBe(text);
  });
});
