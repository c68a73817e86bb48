import { hmacValidator as AdyenValidator } from '@adyen/api-library';
import EasyPost from '@easypost/api';
import { verifyAndParseWebhook } from '@lightsparkdev/lightspark-sdk';
import Metronome from '@metronome/sdk';
import braintree from 'braintree';
import { Cashfree, CFEnvironment } from 'cashfree-pg';
import { basicAuthValidator } from 'chargebee';
import { WebhookSignature } from 'fintoc';
import { WebhookSignatureValidator } from 'mercadopago';
import ModernTreasury from 'modern-treasury';
import { SignatureValidator as MollieValidator } from 'mollie-api-typescript/utils/webhooks/index.js';
import Orb from 'orb-billing';
import { WebhooksHelper } from 'square';
import Stripe from 'stripe';
import { agreeWithVendors, inBody, inHeader, type Judged, withHeaders, withQuery } from '../support/vendor-judge.ts';

function adyen({ body, header, secret }: Judged): boolean {
  const validator = new AdyenValidator();
  const signature = header('hmacsignature');
  if (signature) return validator.validateHMACSignature(secret, signature, body);
  const { notificationItems } = JSON.parse(body);
  return notificationItems.every(({ NotificationRequestItem: item }: { NotificationRequestItem: never }) =>
    validator.validateHMAC(item, secret),
  );
}

function braintreeParse({ body, secret: privateKey }: Judged) {
  const form = new URLSearchParams(body);
  const [signature, payload] = [form.get('bt_signature') ?? '', form.get('bt_payload') ?? ''];
  const [publicKey = ''] = signature.split('|');
  const environment = braintree.Environment.Sandbox;
  const gateway = new braintree.BraintreeGateway({ environment, merchantId: 'unused', publicKey, privateKey });
  return gateway.webhookNotification.parse(signature, payload);
}

// Its types say that the class stands one level deeper than it does.
const EasyPostClient = EasyPost as unknown as typeof EasyPost.default;

function cashfree({ body, header, secret }: Judged) {
  const unused = 'unused';
  const reportErrors = false;
  const client = new Cashfree(CFEnvironment.SANDBOX, unused, secret, unused, unused, unused, reportErrors);
  return client.PGVerifyWebhookSignature(header('x-webhook-signature'), body, header('x-webhook-timestamp'));
}

agreeWithVendors(
  {
    adyen,
    braintree: braintreeParse,
    cashfree,
    chargebee: ({ headers, secret }) =>
      basicAuthValidator((name, password) => `${name}:${password}` === secret)({ ...headers }),
    easypost: ({ request, headers, secret }) =>
      new EasyPostClient('unused').Utils.validateWebhook(request.rawBody, headers, secret),
    fintoc: ({ body, header, secret }) => WebhookSignature.verifyHeader(body, header('fintoc-signature'), secret),
    lightspark: ({ request, header, secret }) =>
      verifyAndParseWebhook(request.rawBody, header('lightspark-signature'), secret),
    mercadopago: ({ request, header, secret }) =>
      WebhookSignatureValidator.validate({
        xSignature: header('x-signature'),
        xRequestId: header('x-request-id'),
        dataId: new URLSearchParams(request.rawQuery).get('data.id'),
        secret,
      }),
    metronome: ({ body, headers, secret }) =>
      new Metronome({ bearerToken: 'unused' }).webhooks.unwrap(body, { ...headers }, secret),
    mollie: ({ body, header, secret }) =>
      MollieValidator.validate(body, secret, header('x-mollie-signature').split(',')),
    'modern-treasury': ({ body, headers, secret }) =>
      new ModernTreasury({ apiKey: 'unused', organizationID: 'unused' }).webhooks.validateSignature(
        body,
        { ...headers },
        { key: secret },
      ),
    orb: ({ body, headers, secret }) => new Orb({ apiKey: 'unused' }).webhooks.unwrap(body, { ...headers }, secret),
    square: ({ request, body, header, secret }) =>
      WebhooksHelper.verifySignature({
        requestBody: body,
        signatureHeader: header('x-square-hmacsha256-signature'),
        signatureKey: secret,
        notificationUrl: request.publicUrl,
      }),
    stripe: ({ request, header, secret }) =>
      new Stripe('sk_test_unused').webhooks.constructEvent(request.rawBody, header('stripe-signature'), secret),
  },
  {
    // These sign less than the body.
    changes: {
      // Webhooks of the platforms have no such field, and sign the whole body.
      adyen: inBody(/(?<="pspReference":").|[a-z](?=[^a-z]*$)/),
      chargebee: inHeader('authorization', /(?<=^Basic .{8})./),
      mercadopago: inHeader('x-request-id', /./),
    },
    variants: {
      // A webhook of the platforms, which signs the whole body.
      adyen: (request) => ({
        ...withHeaders({ hmacsignature: 'to be signed' })(request),
        rawBody: Buffer.from('{"type":"balancePlatform.transfer.created","data":{"pspReference":"3JQ4"}}'),
      }),
      mercadopago: withQuery('data.id=ORD01JQ4S4KY8HWQ6NA5PXB65B3D3&type=order'),
    },
  },
);
