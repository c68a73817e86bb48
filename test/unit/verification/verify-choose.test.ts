import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../lambdas/runtime/errors.ts';
import { header, rawBody } from '../../../lambdas/verification/parts.ts';
import type { SecretFormat } from '../../../lambdas/verification/scheme.ts';
import { choose, hmac } from '../../../lambdas/verification/schemes.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { requestOf } from '../../support/webhook-request.ts';

const body = '{"a":1}';
const nowMs = 1_795_514_400_000;
const signedBy = (name: string, secretFormat: SecretFormat) =>
  hmac({ hash: 'sha256', encoding: 'hex', secretFormat, signature: header(name), signedContent: [rawBody] });
const scheme = choose(
  { when: [{ part: header('x-new'), present: true }], scheme: signedBy('x-new', 'hex') },
  { when: [], scheme: signedBy('x-old', 'base64') },
);
const hex = Buffer.alloc(31, 'x').toString('hex');
const base64 = Buffer.alloc(32, 'b').toString('base64');
const either = 'abcd';
const neither = 'no key at all';
const sent = (name: 'x-new' | 'x-old', key: Buffer) =>
  requestOf(body, { headers: { [name]: createHmac('sha256', key).update(body).digest('hex') } });
const verdictOf = (request: ReturnType<typeof sent>, ...secrets: string[]) => verify(scheme, request, secrets, nowMs);

describe('a scheme with a case for each kind of delivery', () => {
  it('verifies a delivery with the secret of its own case, wherever that stands among others', () => {
    const [newer, older] = [sent('x-new', Buffer.from(hex, 'hex')), sent('x-old', Buffer.from(base64, 'base64'))];
    expect(verdictOf(newer, base64, hex)).toEqual({ verified: true, secretIndex: 1 });
    expect(verdictOf(newer, hex, base64)).toEqual({ verified: true, secretIndex: 0 });
    expect(verdictOf(older, hex, base64)).toEqual({ verified: true, secretIndex: 1 });
    expect(verdictOf(older, either, hex, base64)).toEqual({ verified: true, secretIndex: 2 });
  });

  it('reads a secret that fits both cases as the delivery’s own case does', () => {
    expect(verdictOf(sent('x-new', Buffer.from(either, 'hex')), either).verified).toBe(true);
    expect(verdictOf(sent('x-old', Buffer.from(either, 'base64')), either).verified).toBe(true);
    expect(verdictOf(sent('x-old', Buffer.from(either, 'hex')), either).verified).toBe(false);
  });

  it('refuses a delivery of a case that no secret is for: its sender cannot make them look malformed', () => {
    const refused = { verified: false, reason: 'signature_mismatch' };
    for (const key of [Buffer.alloc(0), Buffer.from(base64), Buffer.from(base64, 'base64')]) {
      expect(verdictOf(sent('x-new', key), base64)).toEqual(refused);
      expect(verdictOf(sent('x-new', key), base64, base64)).toEqual(refused);
    }
    expect(verdictOf(requestOf(body, { headers: { 'x-new': 'no signature' } }), base64)).toEqual(refused);
  });

  it('fails closed for a secret that no case can use, beside a right one too', () => {
    for (const request of [sent('x-new', Buffer.from(hex, 'hex')), sent('x-old', Buffer.from('')), requestOf(body)]) {
      expect(() => verdictOf(request, neither)).toThrow(ConfigurationError);
      expect(() => verdictOf(request, hex, neither)).toThrow(ConfigurationError);
      expect(() => verdictOf(request, neither, base64)).toThrow(ConfigurationError);
    }
  });
});
