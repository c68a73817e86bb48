import { verifyRequest } from '@contentful/node-apps-toolkit';
import { LINE_SIGNATURE_HTTP_HEADER_NAME, validateSignature } from '@line/bot-sdk';
import Mux from '@mux/mux-node';
import { verifyWebhookSignature } from '@notionhq/client';
import { Environment, Paddle } from '@paddle/paddle-node-sdk';
import { isValidSignature, SIGNATURE_HEADER_NAME } from '@sanity/webhook';
import { Receiver } from '@upstash/qstash';
import { WorkOS } from '@workos-inc/node';
import { v2 as cloudinary } from 'cloudinary';
import { Webhook as CoinbaseCommerce } from 'coinbase-commerce-node';
import * as gocardless from 'gocardless-nodejs';
import OpenAI from 'openai';
import Razorpay from 'razorpay';
import { Resend } from 'resend';
import { Webhook as Svix } from 'svix';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/providers/catalogue.ts';
import { verify } from '../../lambdas/verification/verify.ts';
import type { WebhookRequest } from '../../lambdas/verification/webhook-request.ts';
import { draftOf, newKeys, publicUrl, signed } from '../support/signed-delivery.ts';

interface Judged {
  readonly body: string;
  readonly header: (name: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** Throws, or is false, when the vendor's own code refuses the delivery. */
type Judge = (judged: Judged) => unknown;

// The vendors' code looks at the clock itself.
const nowMs = Math.floor(Date.now() / 1000) * 1000;

const judges: Readonly<Record<string, Judge>> = {
  svix: ({ body, headers, secret }) => new Svix(secret).verify(body, headers),
  resend: ({ body, header, secret }) =>
    new Resend('re_unused').webhooks.verify({
      payload: body,
      headers: { id: header('svix-id'), timestamp: header('svix-timestamp'), signature: header('svix-signature') },
      webhookSecret: secret,
    }) !== undefined,
  openai: ({ body, headers, secret }) => new OpenAI({ apiKey: 'unused' }).webhooks.unwrap(body, headers, secret),
  mux: ({ body, headers, secret }) =>
    new Mux({ tokenId: 'x', tokenSecret: 'y' }).webhooks.unwrap(body, headers, secret),
  line: ({ body, header, secret }) => validateSignature(body, secret, header(LINE_SIGNATURE_HTTP_HEADER_NAME)),
  notion: ({ body, header, secret }) =>
    verifyWebhookSignature({ body, signature: header('x-notion-signature'), verificationToken: secret }),
  paddle: ({ body, header, secret }) =>
    new Paddle('unused', { environment: Environment.sandbox }).webhooks.isSignatureValid(
      body,
      secret,
      header('paddle-signature'),
    ),
  sanity: ({ body, header, secret }) => isValidSignature(body, header(SIGNATURE_HEADER_NAME), secret),
  workos: ({ body, header, secret }) =>
    new WorkOS('sk_unused').webhooks.constructEvent({
      payload: JSON.parse(body),
      sigHeader: header('workos-signature'),
      secret,
    }),
  'coinbase-commerce': ({ body, header, secret }) =>
    CoinbaseCommerce.verifySigHeader(body, header('x-cc-webhook-signature'), secret) ?? true,
  gocardless: ({ body, header, secret }) => gocardless.parse(body, secret, header('webhook-signature')).length > 0,
  razorpay: ({ body, header, secret }) =>
    Razorpay.validateWebhookSignature(body, header('x-razorpay-signature'), secret),
  contentful: ({ body, headers, secret }) =>
    verifyRequest(secret, { method: 'POST', path: new URL(publicUrl).pathname, headers: { ...headers }, body }),
  qstash: ({ body, header, secret }) =>
    new Receiver({ currentSigningKey: secret, nextSigningKey: secret }).verify({
      body,
      signature: header('upstash-signature'),
      url: publicUrl,
    }),
  cloudinary: ({ body, header, secret }) => {
    cloudinary.config({ api_secret: secret });
    const timestamp = Number(header('x-cld-timestamp'));
    return cloudinary.utils.verifyNotificationSignature(body, timestamp, header('x-cld-signature'));
  },
};

async function isAccepted(name: string, request: WebhookRequest, secret: string): Promise<boolean> {
  const headers = Object.fromEntries(request.headers);
  const header = (key: string) => headers[key.toLowerCase()] ?? '';
  try {
    return (await judges[name]?.({ body: request.rawBody.toString(), header, headers, secret })) !== false;
  } catch {
    return false;
  }
}

describe.each(Object.keys(judges))('the vendor’s own code and ours agree: %s', (name) => {
  const provider = catalogue.get(name);
  if (!provider) throw new Error(`${name} is not in the catalogue`);
  const keys = newKeys(provider, 'own');
  const other = newKeys(provider, 'other');
  const deliveries = provider.samples.map((sample) =>
    signed(provider, draftOf(sample, { nowMs }), keys.signing, nowMs),
  );
  const ours = (request: WebhookRequest, secret: string) =>
    verify(provider.verification, request, [secret], nowMs).verified;

  it('on what we sign', async () => {
    for (const request of deliveries) {
      expect(ours(request, keys.configured)).toBe(true);
      expect(await isAccepted(name, request, keys.configured)).toBe(true);
    }
  });

  it('on another secret', async () => {
    for (const request of deliveries) {
      expect(ours(request, other.configured)).toBe(false);
      expect(await isAccepted(name, request, other.configured)).toBe(false);
    }
  });

  it('on a letter that was changed', async () => {
    for (const request of deliveries) {
      const changed = {
        ...request,
        rawBody: Buffer.from(
          request.rawBody.toString().replace(/[a-z](?=[^a-z]*$)/, (last) => (last === 'z' ? 'y' : 'z')),
        ),
      };
      expect(changed.rawBody.equals(request.rawBody)).toBe(false);
      expect(ours(changed, keys.configured)).toBe(false);
      expect(await isAccepted(name, changed, keys.configured)).toBe(false);
    }
  });
});
