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
import { publicUrl } from '../support/signed-delivery.ts';
import { agreeWithVendors } from '../support/vendor-judge.ts';

agreeWithVendors({
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
    const signature = header('x-cld-signature');
    const algorithm = signature.length === 64 ? 'sha256' : 'sha1';
    cloudinary.config({ api_secret: secret, signature_algorithm: algorithm });
    return cloudinary.utils.verifyNotificationSignature(body, Number(header('x-cld-timestamp')), signature);
  },
});
