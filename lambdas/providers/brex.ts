import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const brex = defineProvider({
  name: 'brex',
  displayName: 'Brex',
  docs: 'https://developer.brex.com/docs/webhooks/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the signing secret',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Register the endpoint’s URL and the event types through Brex’s API (POST /v1/webhooks).',
    'Read the signing secret from GET /v1/webhooks/secrets.',
    'Store the signing secret with `inbox secret set`; while it is rotated there are two.',
  ],
  samples: [
    {
      eventType: 'TRANSFER_PROCESSED',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"event_type":"TRANSFER_PROCESSED","transfer_id":"dptx_{random}","payment_type":"ACH","company_id":"c1"}',
    },
  ],
});
