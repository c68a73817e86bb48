import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const razorpay = defineProvider({
  name: 'razorpay',
  displayName: 'Razorpay',
  docs: 'https://razorpay.com/docs/webhooks/validate-test/',
  evidence: 'vendor-code',
  source: 'npm razorpay 2.9.8, dist/utils/razorpay-utils.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-razorpay-signature'),
    signedContent: [rawBody],
  }),
  // The body has no id; the header’s is unsigned, the body’s fingerprint stands in the record beside it.
  eventId: [header('x-razorpay-event-id')],
  unsignedId: true,
  eventType: [bodyField('event')],
  deadlineSeconds: 5,
  retries: 'every hour for 24 hours (https://razorpay.com/docs/webhooks/)',
  secret: {
    label: 'the secret typed into the webhook’s form',
    pattern: '^\\S(?:.*\\S)?$',
    mistakes: [
      {
        pattern: '^rzp_(?:live|test)_',
        sentence: 'This is an API key id; use the secret that you chose for the webhook.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Account & Settings → Webhooks and add one with the endpoint’s URL.',
    'Choose a random secret there and store the same one with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.captured',
      contentType: 'application/json',
      headers: { 'x-razorpay-event-id': '{id}' },
      id: '{random}',
      body: '{"entity":"event","account_id":"acc_BFQ7uQEaa7j2z7","event":"payment.captured","contains":["payment"],"payload":{"payment":{"entity":{"id":"pay_DESlfW9H8K9uqM","amount":100,"currency":"INR","status":"captured"}}},"created_at":{now}}',
    },
    {
      eventType: 'payment.failed',
      contentType: 'application/json',
      headers: { 'x-razorpay-event-id': '{id}' },
      id: '{random}',
      body: '{"entity":"event","account_id":"acc_BFQ7uQEaa7j2z7","event":"payment.failed","contains":["payment"],"payload":{"payment":{"entity":{"id":"pay_DESlfW9H8K9uqN","amount":100,"currency":"INR","status":"failed"}}},"created_at":{now}}',
    },
  ],
});
