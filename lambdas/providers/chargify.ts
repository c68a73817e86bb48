import { formField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const chargify = defineProvider({
  name: 'chargify',
  displayName: 'Chargify / Maxio',
  docs: 'https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-chargify-webhook-signature-hmac-sha-256'),
    signedContent: [rawBody],
  }),
  // The webhook’s id in the signed body, the same over retries and replays (npm @maxio-com/advanced-billing-sdk 6.1.0, src/models/webhook.ts).
  eventId: [formField('id')],
  eventType: [formField('event')],
  deadlineSeconds: 15,
  retries:
    'five attempts: 10, 15, 90 and 180 seconds after the failure before (https://docs.maxio.com/hc/en-us/articles/24266136649869-Webhooks-Reference)',
  secret: {
    label: 'the site’s shared key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Chargify / Maxio’s settings.',
    'Store the site’s shared key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'signup_success',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'x-chargify-webhook-id': '{id}' },
      id: '{digits}',
      body: 'event=signup_success&id={id}&payload%5Bsite%5D%5Bid%5D=1&payload%5Bsubscription%5D%5Bid%5D=2&payload%5Bsubscription%5D%5Bstate%5D=active',
    },
  ],
});
