import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../../lambdas/ingest/authenticate.ts';
import type { Caches } from '../../../lambdas/ingest/ingest.ts';
import type { IngestProvider } from '../../../lambdas/providers/ingest-provider.ts';
import { stripe } from '../../../lambdas/providers/stripe.ts';
import type { KeyState } from '../../../lambdas/runtime/key-cache.ts';
import type { SecretState } from '../../../lambdas/runtime/secret-cache.ts';
import { bearer, header, rawBody } from '../../../lambdas/verification/parts.ts';
import { hmac, jwt, publicKey, unsigned } from '../../../lambdas/verification/schemes.ts';
import { requestOf } from '../../support/webhook-request.ts';

const signing = { hash: 'sha256', encoding: 'hex', signature: header('x-sig') } as const;
const provider: IngestProvider = { ...stripe, verification: hmac({ ...signing, signedContent: [rawBody] }) };
const base64url = (text: string) => Buffer.from(text).toString('base64url');
function hs256(claims: object, secret: string): string {
  const signed = `${base64url('{"alg":"HS256"}')}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
const signedWith = (secret: string) =>
  requestOf('{}', { headers: { 'x-sig': createHmac('sha256', secret).update('{}').digest('hex') } });
const ready = (...secrets: string[]): SecretState => ({ kind: 'ready', secrets, stale: false });

/** Authenticates with these secrets, those that a second look finds, and these keys: the outcome, and whether it looked again. */
async function judged(
  state: SecretState,
  { sent = signedWith('new'), again = state, keys = null as KeyState | null, of = provider } = {},
) {
  let looks = 0;
  const caches: Caches = {
    secrets: {
      get: async () => state,
      refreshAfterMismatch: async () => {
        looks += 1;
        return { state: again, changed: again !== state };
      },
    },
    keys: { get: async () => keys ?? { kind: 'known', keys: [] } },
  };
  return { outcome: await authenticate(caches, { provider: of, secretArn: 'arn' }, sent, 0), looks };
}
const authentic = { kind: 'authentic', secretIndex: 0, secret: 'new', counts: [] };

describe('a delivery and the secrets that are known', () => {
  it('is authentic when one of them signed it, which is named', async () => {
    expect(await judged(ready('new'))).toEqual({ outcome: authentic, looks: 0 });
    expect(await judged(ready('newer', 'new'))).toEqual({ outcome: { ...authentic, secretIndex: 1 }, looks: 0 });
  });

  it('is authentic, and counted, when they could not be read for a while', async () => {
    const stale = { ...ready('new'), stale: true } as SecretState;
    expect(await judged(stale)).toEqual({ outcome: { ...authentic, counts: ['StaleSecret'] }, looks: 0 });
  });

  it('is authentic when the provider is to hand over another one', async () => {
    expect(await judged({ kind: 'awaiting', untilMs: 1, secrets: ['new'] })).toEqual({ outcome: authentic, looks: 0 });
  });

  it('is authentic when a second look finds the one that signed it', async () => {
    expect(await judged(ready('old'), { again: ready('new') })).toEqual({ outcome: authentic, looks: 1 });
  });

  it('is refused when a second look finds nothing new, or nothing that is right', async () => {
    const outcome = { kind: 'rejected', reason: 'signature_mismatch' };
    expect(await judged(ready('old'))).toEqual({ outcome, looks: 1 });
    expect(await judged(ready('old'), { again: ready('other') })).toEqual({ outcome, looks: 1 });
    expect(await judged(ready('old'), { again: { kind: 'unset' } })).toEqual({ outcome, looks: 1 });
  });

  it('costs no look at all without a signature, and no second one when another secret would not help', async () => {
    expect(await judged(ready('new'), { sent: requestOf('{}') })).toEqual({
      outcome: { kind: 'rejected', reason: 'missing_signature' },
      looks: 0,
    });
    expect(
      await judged(ready('new'), { sent: requestOf('{}', { headers: { 'x-sig': 'x' } }), again: ready('other') }),
    ).toEqual({
      outcome: { kind: 'rejected', reason: 'malformed_signature' },
      looks: 0,
    });
  });

  it.each<[SecretState, object]>([
    [{ kind: 'unset' }, { kind: 'unavailable', reason: 'secret_unset' }],
    [
      { kind: 'awaiting', untilMs: 1, secrets: [] },
      { kind: 'unavailable', reason: 'secret_unset' },
    ],
    [{ kind: 'unavailable' }, { kind: 'unavailable', reason: 'secret_unavailable' }],
    [
      { kind: 'malformed', message: 'the secret is empty' },
      { kind: 'misconfigured', message: 'the secret is empty' },
    ],
  ])('is not judged while the secret is %j', async (state, outcome) => {
    expect(await judged(state)).toEqual({ outcome, looks: 0 });
  });

  it('is let in, and counted, where nothing is verified', async () => {
    const open = { ...provider, verification: unsigned({ reason: 'the sender cannot sign' }) };
    expect(await judged({ kind: 'unset' }, { of: open, sent: requestOf('{}') })).toEqual({
      outcome: { kind: 'authentic', secretIndex: 0, secret: '', counts: ['UnsignedDelivery'] },
      looks: 0,
    });
  });
});

describe('a delivery that is verified with a key that its provider publishes', () => {
  const certificate = header('x-cert-url');
  const published = publicKey({
    algorithm: 'rsa-sha256',
    keyFormat: { kind: 'certificate', url: certificate, host: 'keys\\.example\\.com', path: '/cert\\.pem' },
    encoding: 'base64',
    signature: header('x-sig'),
    signedContent: [rawBody],
  });
  const headers = { 'x-sig': 'AAAA', 'x-cert-url': 'https://keys.example.com/cert.pem' };
  const of = { ...provider, verification: published };
  const sent = requestOf('{}', { headers });

  it('is not judged while the key cannot be had', async () => {
    const keys: KeyState = { kind: 'unavailable' };
    expect((await judged(ready('new'), { of, sent, keys })).outcome).toEqual({
      kind: 'unavailable',
      reason: 'key_unavailable',
    });
  });

  it('is refused when the provider knows no such key', async () => {
    const { outcome } = await judged(ready('new'), { of, sent, keys: { kind: 'known', keys: [] } });
    expect(outcome).toEqual({ kind: 'rejected', reason: 'unknown_key' });
  });
});

describe('a second look at the secrets', () => {
  it('follows when a claim or content of the right secret may be missing', async () => {
    const claims = hs256({ aud: 'somebody else', iat: 0 }, 'new');
    const forUs = jwt({
      algorithms: ['HS256'],
      key: 'utf8',
      token: bearer,
      claims: [{ name: 'aud', oneOf: ['us'] }],
      maxAgeSeconds: 60,
      bodyNotCovered: 'for this test',
    });
    const sent = requestOf('{}', { headers: { authorization: `Bearer ${claims}` } });
    expect(await judged(ready('new'), { of: { ...provider, verification: forUs }, sent })).toEqual({
      outcome: { kind: 'rejected', reason: 'claim_mismatch' },
      looks: 1,
    });
    const more = hmac({ ...signing, signedContent: [header('x-absent'), rawBody] });
    expect(await judged(ready('new'), { of: { ...provider, verification: more } })).toEqual({
      outcome: { kind: 'rejected', reason: 'missing_signed_content' },
      looks: 1,
    });
  });
});
