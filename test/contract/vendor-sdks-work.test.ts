import { verifyWebhookSignature as verifyTodoist } from '@doist/todoist-sdk';
import { Signature } from '@hubspot/api-client';
import { verifyWebhookSignature as verifyHygraph } from '@hygraph/utils';
import { signatureHelper } from '@kontent-ai/webhook-helper';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import { Nango } from '@nangohq/node';
import { verify as verifyGitHub } from '@octokit/webhooks-methods';
import { WebhookEventVerifier } from '@onfido/api';
import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import { AppServer, InMemoryShopRepository } from '@shopware-ag/app-server-sdk';
import { verifyPlainWebhook } from '@team-plain/typescript-sdk';
import { WebhooksManager } from 'box-node-sdk/lib/managers/webhooks';
import Cronofy from 'cronofy';
import { verifyRequestSignature as verifyCustomerIo } from 'customerio-node';
import { verifySignature as verifyScrapfly } from 'scrapfly-sdk';
import smartcar from 'smartcar';
import { verifyTerraWebhookSignature } from 'terra-api';
import { WebflowClient } from 'webflow-api';
import { agreeWithVendors, type Judged, urlOf, withHeaders, withQuery } from '../support/vendor-judge.ts';

async function shopify({ request, body, headers, secret: apiSecretKey }: Judged) {
  const options = { apiKey: 'unused', apiSecretKey, hostName: 'app.example.com', isEmbeddedApp: false };
  const { webhooks } = shopifyApi({ ...options, apiVersion: ApiVersion.October25, logger: { log: () => {} } });
  const rawRequest = new Request(request.publicUrl, { method: 'POST', headers, body });
  return (await webhooks.validate({ rawBody: body, rawRequest })).valid;
}

async function shopware({ request, body, headers, secret }: Judged) {
  const app = new AppServer(
    { appName: 'unused', appSecret: 'unused', authorizeCallbackUrl: request.publicUrl },
    new InMemoryShopRepository(),
  );
  const { shopId, url } = JSON.parse(body).source;
  await app.repository.createShop(shopId, url, secret);
  return app.contextResolver.fromAPI(new Request(request.publicUrl, { method: 'POST', headers, body }));
}

agreeWithVendors(
  {
    box: ({ body, headers, secret }) => WebhooksManager.validateMessage(body, { ...headers }, secret),
    cronofy: ({ body, header, secret }) =>
      new Cronofy({}).hmacValid({ hmac: header('cronofy-hmac-sha256'), body, client_secret: secret }),
    'customer-io': ({ request, header, secret }) =>
      verifyCustomerIo({
        signingSecret: secret,
        timestamp: header('x-cio-timestamp'),
        signature: header('x-cio-signature'),
        body: request.rawBody,
      }),
    github: ({ body, header, secret }) => verifyGitHub(secret, body, header('x-hub-signature-256')),
    hubspot: ({ request, body, header, secret }) =>
      Signature.isValid({
        method: request.method,
        signatureVersion: 'v3',
        url: urlOf(request),
        requestBody: body,
        timestamp: Number(header('x-hubspot-request-timestamp')),
        signature: header('x-hubspot-signature-v3'),
        clientSecret: secret,
      }),
    hygraph: ({ body, header, secret }) =>
      verifyHygraph({ body: {}, rawPayload: body, signature: header('gcms-signature'), secret }),
    'kontent-ai': ({ body, header, secret }) =>
      signatureHelper.isValidSignatureFromString(body, secret, header('x-kontent-ai-signature')),
    linear: ({ request, body, header, secret }) =>
      new LinearWebhookClient(secret).verify(
        request.rawBody,
        header('linear-signature'),
        JSON.parse(body).webhookTimestamp,
      ),
    nango: ({ body, headers, secret }) =>
      new Nango({ secretKey: secret }).verifyIncomingWebhookRequest(body, { ...headers }),
    onfido: ({ request, header, secret }) =>
      new WebhookEventVerifier(secret).readPayload(request.rawBody, header('x-sha2-signature')),
    plain: ({ body, header, secret }) =>
      verifyPlainWebhook(body, header('plain-request-signature'), secret).error === undefined,
    scrapfly: ({ request, header, secret }) =>
      verifyScrapfly(request.rawBody, header('x-scrapfly-webhook-signature'), secret),
    shopify,
    shopware,
    // The body is parsed and written anew: the same bytes only where the sample is written so.
    smartcar: ({ body, header, secret }) => smartcar.verifyPayload(secret, header('sc-signature'), JSON.parse(body)),
    terra: ({ body, header, secret }) => verifyTerraWebhookSignature(body, header('terra-signature'), secret),
    todoist: ({ body, header, secret }) =>
      verifyTodoist({ rawBody: body, signature: header('x-todoist-hmac-sha256'), clientSecret: secret }),
    webflow: ({ body, headers, secret }) =>
      new WebflowClient({ accessToken: 'unused' }).webhooks.verifySignature({ headers: { ...headers }, body, secret }),
  },
  {
    variants: {
      hubspot: withQuery('a=1&b=2'),
      // The newer kind of delivery.
      shopify: withHeaders({
        'shopify-hmac-sha256': 'to be signed',
        'shopify-topic': 'orders/create',
        'shopify-shop-domain': 'example.myshopify.com',
        'shopify-api-version': '2026-10',
        'shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      }),
    },
  },
);
