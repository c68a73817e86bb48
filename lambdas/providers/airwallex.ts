import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-timestamp');

export const airwallex = defineProvider({
  name: 'airwallex',
  displayName: 'Airwallex',
  docs: 'https://www.airwallex.com/docs/developer-tools/webhooks/webhooks-overview',
  evidence: 'vendor-docs',
  source: 'https://www.airwallex.com/docs/developer-tools/webhooks/webhooks-overview',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: [timestamp, rawBody],
  }),
  // The event’s own id in the body, unchanged over retries.
  eventId: [bodyField('id')],
  eventType: [bodyField('name')],
  deadlineSeconds: null,
  retries:
    'exponential back-off over about three days until 200 (https://www.airwallex.com/docs/developer-tools/webhooks/webhooks-overview)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Developer → Webhooks in the Airwallex web app and create a webhook with the endpoint’s URL and the events.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment_intent.succeeded',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","name":"payment_intent.succeeded","account_id":"acct_1","created_at":"{nowIso}","data":{"object":{"id":"int_1","amount":25,"currency":"USD","status":"SUCCEEDED"}}}',
    },
  ],
});
