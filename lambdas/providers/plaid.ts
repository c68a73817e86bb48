import { bodyField, header, joined, setting } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const plaid = defineProvider({
  name: 'plaid',
  displayName: 'Plaid',
  docs: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
  evidence: 'vendor-docs',
  source: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
  verification: jwt({
    token: header('plaid-verification'),
    algorithms: ['ES256'],
    key: {
      kind: 'keyApi',
      url: ['https://', setting('environment', { otherwise: 'production' }), '.plaid.com/webhook_verification_key/get'],
      fields: { clientId: 'client_id', secret: 'secret', keyId: 'key_id' },
      jwk: 'key',
    },
    bodyHash: { claim: 'request_body_sha256', hash: 'sha256', encoding: 'hex' },
    maxAgeSeconds: 300,
  }),
  // No delivery has an id: the hash of the body stands in.
  eventId: [],
  eventType: [joined(':', bodyField('webhook_type'), bodyField('webhook_code'))],
  caution: 'two deliveries with the same bytes are one event for 45 days: ask Plaid for what changed by a schedule too',
  settings: {
    environment: {
      description: 'sandbox or production; production when it is left out',
      pattern: 'sandbox|production',
    },
  },
  deadlineSeconds: 10,
  retries:
    'for up to 24 hours, the first after 30 seconds, each delay four times the one before (https://plaid.com/docs/api/webhooks/)',
  secret: {
    label: 'client_id and secret of the Plaid team, as client_id:secret, with which the keys are asked for',
    pattern: '^[0-9a-f]{24}:[0-9a-f]{30}$',
    mistakes: [
      { pattern: '^access-', sentence: 'This is an access token; client_id and secret stand under Developers → Keys.' },
    ],
    local: { kind: 'text', prefix: '5f3e9a1b2c4d6e7f8a9b0c1d:', encoding: 'hex', bytes: 15 },
  },
  registration: [
    'Store client_id:secret, from Developers → Keys in the Plaid dashboard, with `inbox secret set`.',
    'Give the endpoint’s URL as webhook when you create a link token.',
  ],
  samples: [
    {
      eventType: 'TRANSACTIONS:SYNC_UPDATES_AVAILABLE',
      contentType: 'application/json',
      id: '{random}',
      body: '{\n  "environment": "sandbox",\n  "error": null,\n  "historical_update_complete": true,\n  "initial_update_complete": true,\n  "item_id": "{id}",\n  "webhook_code": "SYNC_UPDATES_AVAILABLE",\n  "webhook_type": "TRANSACTIONS"\n}',
    },
  ],
});
