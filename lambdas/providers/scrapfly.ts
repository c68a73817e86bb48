import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const scrapfly = defineProvider({
  name: 'scrapfly',
  displayName: 'Scrapfly',
  docs: 'https://scrapfly.io/docs/scrape-api/webhook',
  evidence: 'vendor-code',
  source: 'npm scrapfly-sdk 0.11.1, esm/webhookserver.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'anyCaseHex',
    signature: header('x-scrapfly-webhook-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed.
  eventId: [header('x-scrapfly-webhook-id')],
  unsignedId: true,
  eventType: [header('x-scrapfly-webhook-resource-type')],
  caution:
    'a body sent compressed is signed before it is compressed, and refused; the ping at creation may be unsigned',
  deadlineSeconds: null,
  retries: 'after 30 seconds, 1, 5 and 30 minutes, an hour and a day (https://scrapfly.io/docs/scrape-api/webhook)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Scrapfly’s web interface.',
    'Give its name as webhook_name in your API calls.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'scrape',
      contentType: 'application/json',
      headers: { 'x-scrapfly-webhook-id': '{id}', 'x-scrapfly-webhook-resource-type': 'scrape' },
      id: '{uuid}',
      body: '{"result":{"status":"DONE","success":true,"url":"https://example.com","log_url":"https://scrapfly.io/1"},"context":{"uuid":"{uuid}"}}',
    },
  ],
});
