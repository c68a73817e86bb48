import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const commercelayer = defineProvider({
  name: 'commercelayer',
  displayName: 'Commerce Layer',
  docs: 'https://docs.commercelayer.io/developers/callbacks-security',
  evidence: 'vendor-docs',
  source: 'https://docs.commercelayer.io/developers/callbacks-security',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-commercelayer-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-commercelayer-topic')],
  // https://docs.commercelayer.io/core/v/api-reference/webhooks
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the webhook’s shared secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through Commerce Layer’s API (POST /api/webhooks) with the endpoint’s URL and a topic.',
    'Store the shared_secret of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'orders.place',
      contentType: 'application/vnd.api+json',
      headers: { 'x-commercelayer-topic': 'orders.place' },
      id: '{random}',
      body: '{"data":{"id":"{random}","type":"orders","attributes":{"number":"1234","status":"placed","placed_at":"{nowIso}"}}}',
    },
  ],
});
