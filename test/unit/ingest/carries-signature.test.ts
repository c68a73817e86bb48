import { describe, expect, it } from 'vitest';
import { carriesSignature } from '../../../lambdas/ingest/carries-signature.ts';
import { bearer, header, rawBody, secretText } from '../../../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../../../lambdas/verification/scheme.ts';
import {
  basicAuth,
  bySecret,
  choose,
  digest,
  eachItem,
  hmac,
  jwt,
  publicKey,
  slots,
  standardWebhooks,
  token,
  unsigned,
} from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const signedBy = (name: string) =>
  hmac({ hash: 'sha256', encoding: 'hex', signature: header(name), signedContent: [rawBody] });
const unchecked = { bodyNotCovered: 'for this test' };

describe('whether a delivery carries a signature at all', () => {
  it.each<[string, VerificationScheme, string]>([
    ['hmac', signedBy('x-sig'), 'x-sig'],
    [
      'digest',
      digest({ hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody, secretText] }),
      'x-sig',
    ],
    [
      'public key',
      publicKey({
        algorithm: 'ed25519',
        keyFormat: 'raw-hex',
        encoding: 'hex',
        signature: header('x-sig'),
        signedContent: [rawBody],
      }),
      'x-sig',
    ],
    ['Standard Webhooks', standardWebhooks({ headerPrefix: 'svix' }), 'svix-signature'],
    ['token', token(header('x-token')), 'x-token'],
    ['basic authentication', basicAuth(), 'authorization'],
    ['slots', slots(signedBy('x-first'), signedBy('x-second')), 'x-second'],
    [
      'a scheme for each kind of secret',
      bySecret({ pattern: '^a', scheme: signedBy('x-first') }, { pattern: '^b', scheme: signedBy('x-second') }),
      'x-second',
    ],
  ])('is seen by the header of %s', (_, scheme, name) => {
    expect(carriesSignature(scheme, requestOf('{}', { headers: { [name]: 'x' } }))).toBe(true);
    expect(carriesSignature(scheme, requestOf('{}', { headers: { [name]: '' } }))).toBe(false);
    expect(carriesSignature(scheme, requestOf('{}', { headers: { 'x-other': 'x' } }))).toBe(false);
  });

  it('is seen by the token of a JSON Web Token', () => {
    const scheme = jwt({ algorithms: ['HS256'], key: 'utf8', token: bearer, maxAgeSeconds: 60, ...unchecked });
    expect(carriesSignature(scheme, requestOf('{}', { headers: { authorization: 'Bearer a.b.c' } }))).toBe(true);
    // A token that is none is a wrong signature, not a missing one.
    expect(carriesSignature(scheme, requestOf('{}', { headers: { authorization: 'Bearer a' } }))).toBe(true);
    expect(carriesSignature(scheme, requestOf('{}'))).toBe(false);
  });

  it.each([
    ['a.b.c', true],
    ['{}', false],
    ['a.b', false],
    ['a.b.c.d', false],
    ['', false],
    [Buffer.from('a.b.\xff', 'latin1'), false],
  ])('is seen by a body that is the token itself: %o', (body, carried) => {
    const scheme = jwt({ algorithms: ['HS256'], key: 'utf8', token: rawBody, maxAgeSeconds: 60 });
    expect(carriesSignature(scheme, requestOf(body))).toBe(carried);
  });

  it('is seen item by item later where every item has its own: a body is enough', () => {
    const scheme = eachItem('items', token(header('x')), unchecked);
    expect([requestOf('{}'), requestOf('')].map((request) => carriesSignature(scheme, request))).toEqual([true, false]);
  });

  it('is not asked of a delivery that nothing verifies', () => {
    expect(carriesSignature(unsigned({ reason: 'it cannot sign at all' }), requestOf(''))).toBe(true);
  });

  it('is never so for a delivery of no known kind', () => {
    const scheme = choose({ when: [{ part: header('x-kind'), present: true }], scheme: signedBy('x-sig') });
    expect(carriesSignature(scheme, requestOf('{}', { headers: { 'x-sig': 'x' } }))).toBe(false);
  });
});
