import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const gocardless = defineProvider({
  name: 'gocardless',
  displayName: 'GoCardless',
  docs: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
  evidence: 'vendor-code',
  source: 'npm gocardless-nodejs 10.1.2, cjs/webhooks.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('webhook-signature'),
    signedContent: [rawBody],
  }),
  // The delivery's id in the signed body; each event in it has its own.
  eventId: [bodyField('meta.webhook_id')],
  eventType: [],
  batch: {
    items: 'events',
    eventId: ['id'],
    eventType: [joined('.', bodyField('resource_type'), bodyField('action'))],
  },
  deadlineSeconds: 10,
  retries:
    'up to 8 times at increasing intervals (https://support.gocardless.com/hc/en-nz/articles/360000989989-Webhook-retries-failures)',
  secret: {
    label: 'the webhook endpoint’s secret',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^(?:live|sandbox)_',
        sentence: 'This is an access token; the secret is shown with the webhook endpoint.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Developers in the GoCardless dashboard and create a webhook endpoint with the URL.',
    'Store the endpoint’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payments.confirmed',
      contentType: 'application/json',
      id: 'EV{random}',
      body: '{"events":[{"id":"{id}","created_at":"{nowIso}","action":"confirmed","resource_type":"payments","links":{"payment":"PM123"},"details":{"origin":"gocardless","cause":"payment_confirmed","description":"Payment was confirmed as collected"}}],"meta":{"webhook_id":"WB{random}"}}',
    },
    {
      eventType: 'mandates.cancelled',
      contentType: 'application/json',
      id: 'EV{random}',
      body: '{"events":[{"id":"{id}","created_at":"{nowIso}","action":"cancelled","resource_type":"mandates","links":{"mandate":"MD123","organisation":"OR123"},"details":{"origin":"bank","cause":"bank_account_closed","scheme":"bacs","reason_code":"ADDACS-B","description":"The bank account was closed"}}],"meta":{"webhook_id":"WB{random}"}}',
    },
  ],
});
