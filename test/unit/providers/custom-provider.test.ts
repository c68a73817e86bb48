import { describe, expect, it } from 'vitest';
import { splitBatch } from '../../../lambdas/processing/split-batch.ts';
import { customProvider } from '../../../lambdas/providers/custom-provider.ts';
import { identify } from '../../../lambdas/providers/identify.ts';
import { bodyField, header, rawBody } from '../../../lambdas/verification/parts.ts';
import type { VerificationScheme } from '../../../lambdas/verification/scheme.ts';
import {
  basicAuth,
  hmac,
  publicKey,
  standardWebhooks,
  token,
  unsigned,
} from '../../../lambdas/verification/schemes.ts';
import { sign } from '../../../lambdas/verification/sign.ts';
import { verify } from '../../../lambdas/verification/verify.ts';
import { draftOf, newKeys } from '../../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;
const own = { hash: 'sha256', encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] } as const;
const key = { encoding: 'hex', signature: header('x-sig'), signedContent: [rawBody] } as const;

const schemes: [string, VerificationScheme][] = [
  ['an HMAC', hmac(own)],
  ['an HMAC under a secret in base64', hmac({ ...own, secretFormat: 'base64' })],
  ['an HMAC under a secret in hexadecimal', hmac({ ...own, secretFormat: 'hex' })],
  ['an HMAC under a whsec_ secret', hmac({ ...own, secretFormat: 'whsec' })],
  ['an HMAC under a whsec_ secret without padding', hmac({ ...own, secretFormat: 'whsec-forgiving' })],
  ['ed25519', publicKey({ ...key, algorithm: 'ed25519', keyFormat: 'raw-hex' })],
  ['ECDSA', publicKey({ ...key, algorithm: 'ecdsa-p256-sha256', keyFormat: 'spki' })],
  ['Standard Webhooks under other header names', standardWebhooks({ headerPrefix: 'acme' })],
  ['a token', token(header('x-token'))],
  ['basic authentication', basicAuth()],
];

describe('a provider of one’s own', () => {
  it.each(schemes)('can be tried at once, with a secret made up for it: %s', (_, scheme) => {
    const provider = customProvider('acme', scheme);
    const { signing, configured } = newKeys(provider, 'own');
    expect(configured).toMatch(new RegExp(provider.secret.pattern));
    const draft = draftOf(provider.samples[0], { nowMs });
    const request = { ...draft, ...sign(scheme, draft, signing, nowMs) };
    expect(verify(scheme, request, [configured], nowMs)).toEqual({ verified: true, secretIndex: 0 });
  });

  it('is plain data', () => {
    const provider = customProvider('acme', hmac(own), { eventId: [bodyField('id')] });
    expect(JSON.parse(JSON.stringify(provider))).toStrictEqual(provider);
  });

  it('tells events apart by their bytes, and their type by the field "type", unless told otherwise', () => {
    const request = draftOf(customProvider('acme', hmac(own)).samples[0], { nowMs, id: 'evt_1' });
    expect(identify(customProvider('acme', hmac(own)), request)).toEqual({
      eventId: expect.stringMatching(/^h:/),
      eventType: 'example.created',
    });
    const parts = { eventId: [bodyField('id')], eventType: [bodyField('data.note')] };
    expect(identify(customProvider('acme', hmac(own), parts), request)).toEqual({
      eventId: 'evt_1',
      eventType: 'made by inbox send',
    });
  });

  it.each(['', 'events', 'data.events'])('has a sample that splits as its batch at "%s" says', (items) => {
    const batch = { items, eventId: ['id'], eventType: ['type'] };
    const provider = customProvider('acme', hmac(own), { batch });
    const { rawBody: body } = draftOf(provider.samples[0], { nowMs, id: 'evt_1' });
    expect(splitBatch(batch, body)).toMatchObject([{ eventId: 'evt_1', eventType: 'example.created' }]);
  });

  it('may be unsigned, when that was said', () => {
    const provider = customProvider('acme', unsigned({ reason: 'only reachable inside the house' }));
    expect(provider.verification.kind).toBe('unsigned');
  });
});
