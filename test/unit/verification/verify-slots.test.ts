import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bearer, header, rawBody } from '../../../lambdas/verification/parts.ts';
import {
  basicAuth,
  bySecret,
  choose,
  hmac,
  jwt,
  slots,
  standardWebhooks,
  token,
  unsigned,
} from '../../../lambdas/verification/schemes.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const signedBy = (name: string) =>
  hmac({ hash: 'sha256', encoding: 'hex', signature: header(name), signedContent: [rawBody] });
const mac = (secret: string) => createHmac('sha256', secret).update('{}').digest('hex');
const deliver = (headers: Record<string, string>) => requestOf('{}', { headers });
const refused = (reason: string) => ({ verified: false, reason });
const accepted = (secretIndex: number) => ({ verified: true, secretIndex });

describe('signatures that each have a place of their own', () => {
  const scheme = slots(signedBy('x-first'), signedBy('x-second'));
  const first = deliver({ 'x-first': mac('one') });
  const second = deliver({ 'x-second': mac('two') });

  it('are each made with the secret of their place', () => {
    expect(verify(scheme, first, ['one', 'two'], 0)).toEqual(accepted(0));
    expect(verify(scheme, second, ['one', 'two'], 0)).toEqual(accepted(1));
    expect(verify(scheme, deliver({ 'x-first': mac('two') }), ['one', 'two'], 0)).toEqual(
      refused('signature_mismatch'),
    );
    expect(verify(scheme, deliver({ 'x-second': mac('one') }), ['one', 'two'], 0).verified).toBe(false);
  });

  it('go on fitting the secrets before a rotation, which repeat the places', () => {
    expect(verify(scheme, first, ['new', 'newer', 'one', 'two'], 0)).toEqual(accepted(2));
    expect(verify(scheme, second, ['new', 'newer', 'one', 'two'], 0)).toEqual(accepted(3));
    expect(verify(scheme, second, ['new', 'newer', 'two', 'one'], 0).verified).toBe(false);
  });

  it('may stand in any place when there is one secret', () => {
    expect(verify(scheme, first, ['one'], 0)).toEqual(accepted(0));
    expect(verify(scheme, deliver({ 'x-second': mac('one') }), ['one'], 0)).toEqual(accepted(0));
    expect(verify(scheme, first, ['other'], 0)).toEqual(refused('signature_mismatch'));
  });

  it('verify nothing where there is no place', () => {
    expect(verify(slots(), first, ['one'], 0)).toEqual(refused('signature_mismatch'));
    expect(verify(slots(), first, ['one', 'two'], 0)).toEqual(refused('missing_signature'));
  });
});

describe('what verifies nothing', () => {
  it('is a sentence for the operator when there is no secret, or an empty one', () => {
    expect(() => verify(signedBy('x'), deliver({}), [], 0)).toThrow('the endpoint has no signing secret');
    expect(() => verify(signedBy('x'), deliver({}), ['a', ' '], 0)).toThrow('the signing secret is empty');
    expect(() => verify(basicAuth(), deliver({}), ['a:b', 'c'], 0)).toThrow(
      'the secret for basic authentication is not username:password',
    );
    expect(() => verify(standardWebhooks(), deliver({}), ['whpk_AAAA'], 0)).toThrow(
      'the configured public key is not an ed25519 key of 32 bytes in base64',
    );
  });

  it('is a token whose key nobody has fetched', () => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const authorization = `Bearer ${encoded({ alg: 'ES256' })}.${encoded({})}.AAAA`;
    const published = { kind: 'keySet', url: ['https://acme.example/keys'], format: 'jwks' } as const;
    const declared = { token: bearer, maxAgeSeconds: 60, bodyNotCovered: 'for this test' };
    const scheme = jwt({ ...declared, algorithms: ['ES256'], key: published });
    expect(verify(scheme, deliver({ authorization }), ['unused'], 0)).toEqual(refused('unknown_key'));
  });

  it('is a delivery of no kind that is known, or of one that nobody signs', () => {
    const when = [{ part: header('x-kind'), present: true as const }];
    const open = unsigned({ reason: 'nobody signs these' });
    expect(verify(choose({ when, scheme: signedBy('x') }), deliver({ x: mac('a') }), ['a'], 0)).toEqual(
      refused('missing_signature'),
    );
    const chosen = choose({ when: [], scheme: open as never });
    expect(verify(chosen, deliver({}), ['a'], 0)).toEqual(refused('missing_signature'));
    expect(verify(open, deliver({}), [], 0)).toEqual(accepted(0));
  });

  it('is a secret of no kind that the provider has', () => {
    const scheme = bySecret(
      { pattern: '^tok_', scheme: token(header('x-token')) },
      { pattern: '^key_', scheme: signedBy('x') },
    );
    expect(verify(scheme, deliver({ 'x-token': 'tok_a' }), ['key_a', 'tok_a'], 0)).toEqual(accepted(1));
    expect(verify(scheme, deliver({ x: mac('key_a') }), ['key_a', 'tok_a'], 0)).toEqual(accepted(0));
    expect(() => verify(scheme, deliver({}), ['other'], 0)).toThrow(
      'the signing secret is of no kind that the provider knows',
    );
  });

  it.each(['xBasic YTpi', 'Basic YTpi x', 'Basic', 'Basic  YTpi', ''])(
    'is basic authentication that reads "%s"',
    (authorization) => {
      expect(verify(basicAuth(), deliver({ authorization }), ['a:b'], 0).verified).toBe(false);
      expect(verify(basicAuth(), deliver({ authorization: 'bAsIc YTpi' }), ['a:b'], 0)).toEqual(accepted(0));
    },
  );
});
