import Anthropic from '@anthropic-ai/sdk';
import { verifyWebhook } from '@clerk/backend/webhooks';
import Linq from '@linqapp/sdk';
import { webhooks as polarWebhooks } from '@polar-sh/sdk/2026-10';
import Surge from '@surgeapi/node';
import Finch from '@tryfinch/finch-api';
import Whop from '@whop/sdk';
import DodoPayments from 'dodopayments';
import { Fathom } from 'fathom-typescript';
import Increase from 'increase';
import Lithic from 'lithic';
import { validateWebhook } from 'replicate';
import { Webhook } from 'standardwebhooks';
import { agreeWithVendors, type Judged } from '../support/vendor-judge.ts';

/** Standard Webhooks, under whatever name, in the code of vendors that send it. */
agreeWithVendors({
  'standard-webhooks': ({ body, headers, secret }) => new Webhook(secret).verify(body, headers),
  anthropic: ({ body, headers, secret }) =>
    new Anthropic({ apiKey: 'unused' }).beta.webhooks.unwrap(body, { headers, key: secret }),
  clerk: ({ request, headers, body, secret }) =>
    verifyWebhook(new Request(request.publicUrl, { method: 'POST', headers, body }), { signingSecret: secret }),
  'dodo-payments': ({ body, headers, secret }) =>
    new DodoPayments({ bearerToken: 'unused' }).webhooks.unwrap(body, { headers, key: secret }),
  fathom: ({ body, headers, secret }) => Fathom.verifyWebhook(secret, headers, body),
  finch: ({ body, headers, secret }) => new Finch({ accessToken: 'unused' }).webhooks.unwrap(body, headers, secret),
  increase: ({ body, headers, secret }) =>
    new Increase({ apiKey: 'unused' }).events.unwrap(body, { headers: { ...headers }, key: secret }),
  linq: ({ body, headers, secret }) => new Linq({ apiKey: 'unused' }).webhooks.unwrap(body, { headers, key: secret }),
  lithic: ({ body, headers, secret }) =>
    new Lithic({ apiKey: 'unused' }).webhooks.parse(body, { headers: { ...headers }, secret }),
  polar: ({ body, headers, secret }) => polarWebhooks.validateEvent(body, { ...headers }, secret),
  replicate: ({ body, header, secret }: Judged) =>
    validateWebhook({
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signature: header('webhook-signature'),
      body,
      secret,
    }),
  surge: ({ body, headers, secret }) =>
    new Surge({ apiKey: 'unused' }).webhooks.unwrap(body, { headers: { ...headers }, key: secret }),
  // Its documentation hands the secret over as base64, which the SDK decodes.
  whop: ({ body, headers, secret }) =>
    new Whop({ apiKey: 'unused' }).webhooks.unwrap(body, { headers: { ...headers }, key: btoa(secret) }),
});
