import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-duffel-signature', 't');

export const duffel = defineProvider({
  name: 'duffel',
  displayName: 'Duffel',
  docs: 'https://duffel.com/docs/guides/receiving-webhooks',
  evidence: 'vendor-code',
  source: 'duffelhq/duffel-api-ruby lib/duffel_api/webhook_event.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-duffel-signature', 'v1'),
    timestamp,
    // The SDK checks no age.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'for 72 hours with exponential backoff (https://duffel.com/docs/api/webhooks/update-webhook)',
  secret: {
    label: 'the webhook’s secret, as set when it was created',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^duffel_(?:test|live)_',
        sentence: 'This is an access token; use the secret that was set for the webhook.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook in Duffel with the endpoint’s URL, its events and a secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.updated',
      contentType: 'application/json',
      id: 'eve_{random}',
      body: '{"created_at":"{nowIso}","data":{"changes":{},"object":{}},"id":"{id}","live_mode":false,"object":"order","type":"order.updated"}',
    },
  ],
});
