import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dodoPayments = defineProvider({
  name: 'dodo-payments',
  displayName: 'Dodo Payments',
  docs: 'https://docs.dodopayments.com/developer-resources/webhooks',
  evidence: 'vendor-code',
  source: 'dodopayments/dodopayments-typescript src/resources/webhooks/webhooks.ts',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Dodo Payments’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"business_id":"bus_1","type":"payment.succeeded","timestamp":"{nowIso}","data":{"payload_type":"Payment","payment_id":"pay_{random}","total_amount":1000,"currency":"USD"}}',
    },
  ],
});
