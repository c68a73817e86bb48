import { sign as signGitHub } from '@octokit/webhooks-methods';
import { EventWebhook } from '@sendgrid/eventwebhook';
import { verifyKey } from 'discord-interactions';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { providerNamed } from '../support/accepts.ts';
import { newKeys, publicUrl, signed } from '../support/signed-delivery.ts';

const nowMs = 1_795_514_400_000;
const seconds = nowMs / 1000;

type Headers = Readonly<Record<string, string>>;

const requestOf = (body: string | Buffer, headers: Headers = {}, rawQuery = ''): WebhookRequest => ({
  method: 'POST',
  headers: new Map(Object.entries(headers)),
  rawQuery,
  publicUrl,
  rawBody: Buffer.from(body),
});

const accepts = (name: string, request: WebhookRequest, secret: string) =>
  verify(providerNamed(name).verification, request, [secret], nowMs).verified;

const text = fc.string({ unit: 'binary', maxLength: 200 });
const secretText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((secret) => secret.trim() !== '');
const field = fc.tuple(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const fields = fc.array(field, { minLength: 1, maxLength: 12 });
const formType = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what a vendor’s library signs is accepted, whatever the body:', () => {
  it('Stripe', () => {
    const { webhooks } = new Stripe('sk_test_unused');
    fc.assert(
      fc.property(text, secretText, (payload, secret) => {
        const signature = webhooks.generateTestHeaderString({ payload, secret, timestamp: seconds });
        return accepts('stripe', requestOf(payload, { 'stripe-signature': signature }), secret);
      }),
    );
  });

  it('GitHub', async () => {
    const notEmpty = text.filter((payload) => payload !== '');
    await fc.assert(
      fc.asyncProperty(notEmpty, secretText, async (payload, secret) => {
        const signature = await signGitHub(secret, payload);
        return accepts('github', requestOf(payload, { 'x-hub-signature-256': signature }), secret);
      }),
    );
  });

  it('Standard Webhooks', () => {
    const key = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    fc.assert(
      fc.property(text, key, (payload, secret) => {
        const headers = {
          'webhook-id': 'msg_1',
          'webhook-timestamp': String(seconds),
          'webhook-signature': new Webhook(secret).sign('msg_1', new Date(nowMs), payload),
        };
        return accepts('standard-webhooks', requestOf(payload, headers), `whsec_${secret}`);
      }),
    );
  });

  it('Twilio, for forms: any names and values, repeated and empty ones too', () => {
    fc.assert(
      fc.property(fields, secretText, (pairs, secret) => {
        const form = new URLSearchParams(pairs);
        const parsed: Record<string, string | string[]> = Object.create(null);
        for (const name of new Set(form.keys())) parsed[name] = form.getAll(name);
        const signature = twilio.getExpectedTwilioSignature(secret, publicUrl, parsed);
        return accepts('twilio', requestOf(form.toString(), { ...formType, 'x-twilio-signature': signature }), secret);
      }),
    );
  });

  it('Twilio, for JSON', () => {
    fc.assert(
      fc.property(fc.json(), secretText, (body, secret) => {
        const query = `bodySHA256=${twilio.getExpectedBodyHash(body)}`;
        const signature = twilio.getExpectedTwilioSignature(secret, `${publicUrl}?${query}`, {});
        return accepts('twilio', requestOf(body, { 'x-twilio-signature': signature }, query), secret);
      }),
    );
  });
});

describe('what is signed here is accepted by the vendor’s library, whatever the body:', () => {
  it('Twilio, for forms', () => {
    fc.assert(
      fc.property(fields, secretText, (pairs, secret) => {
        const form = new URLSearchParams(pairs);
        const request = signed(providerNamed('twilio'), requestOf(form.toString(), formType), secret, nowMs);
        const parsed: Record<string, string | string[]> = Object.create(null);
        for (const name of new Set(form.keys())) parsed[name] = form.getAll(name);
        return twilio.validateRequest(secret, request.headers.get('x-twilio-signature') ?? '', publicUrl, parsed);
      }),
    );
  });

  it('SendGrid', () => {
    const provider = providerNamed('sendgrid');
    const { signing, configured } = newKeys(provider, 'own');
    const library = new EventWebhook();
    const key = library.convertPublicKeyToECDSA(configured);
    for (const body of ['[]', '[{"email":"zoë@example.com"}]\r\n', '\0']) {
      const { headers } = signed(provider, requestOf(body), signing, nowMs);
      const [signature, timestamp] = ['signature', 'timestamp'].map((name) =>
        headers.get(`x-twilio-email-event-webhook-${name}`),
      );
      expect(library.verifySignature(key, Buffer.from(body), signature ?? '', timestamp ?? '')).toBe(true);
    }
  });

  it('Discord', async () => {
    const provider = providerNamed('discord');
    const { signing, configured } = newKeys(provider, 'own');
    for (const body of ['{}', 'é\r\n', '\0']) {
      const { headers } = signed(provider, requestOf(body), signing, nowMs);
      const [signature, timestamp] = ['ed25519', 'timestamp'].map((name) => headers.get(`x-signature-${name}`));
      expect(await verifyKey(Buffer.from(body), signature ?? '', timestamp ?? '', configured)).toBe(true);
    }
  });
});
