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
  // Signed, and the same over all attempts; the body is the latest at each.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 15,
  retries:
    'eight times: at once, then after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours (https://docs.dodopayments.com/developer-resources/webhooks)',
  secret: {
    label: 'the webhook’s Secret Key',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks in the Dodo Payments dashboard and add a webhook with the endpoint’s URL.',
    'Store its Secret Key with `inbox secret set`; for 24 hours after a rotation there are two.',
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
