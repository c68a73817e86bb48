import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const paystack = defineProvider({
  name: 'paystack',
  displayName: 'Paystack',
  docs: 'https://paystack.com/docs/payments/webhooks/',
  evidence: 'vendor-code',
  source: 'PaystackOSS/doc-code-snippets doc/payments/webhooks/verifying-transactions.js',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: header('x-paystack-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s secret key (sk_…)',
    pattern: '^\\S{8,}$',
    mistakes: [
      { pattern: '^pk_', sentence: 'This is a public key; deliveries are signed with the secret key (sk_…).' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → API Keys & Webhooks and enter the endpoint’s URL as the webhook URL.',
    'Store the secret key (sk_…) of the same mode, live or test, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'charge.success',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"charge.success","data":{"id":{digits},"domain":"live","status":"success","reference":"{random}","amount":10000,"currency":"NGN","paid_at":"{nowIso}"}}',
    },
  ],
});
