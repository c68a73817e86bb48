import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const lightspark = defineProvider({
  name: 'lightspark',
  displayName: 'Lightspark',
  docs: 'https://node.lightspark.com/lightspark-sdk/webhooks',
  evidence: 'vendor-code',
  source: 'npm @lightsparkdev/lightspark-sdk 1.9.19, verifyAndParseWebhook',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('lightspark-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  caution: 'webhooks of the Grid API are signed with ECDSA in another header and refused',
  deadlineSeconds: null,
  retries:
    'with exponential backoff, until the answer is 200 (https://node.lightspark.com/uma-invitations/webhook-for-claimed-invitations)',
  secret: {
    label: 'the webhook’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Lightspark’s settings.',
    'Store the webhook’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT_FINISHED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event_type":"PAYMENT_FINISHED","event_id":"{id}","timestamp":"{nowIso}","entity_id":"lightning_transaction:0184c1e8-5f0c-8b2e-0000-2d3f4a5b6c7d"}',
    },
  ],
});
