import { bodyField, header, rawBody, secretText } from '../verification/parts.ts';
import { digest } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const midtransIris = defineProvider({
  name: 'midtrans-iris',
  displayName: 'Midtrans Payouts (Iris)',
  docs: 'https://docs.midtrans.com/reference/notification-payload-1',
  evidence: 'vendor-docs',
  source: 'https://docs.midtrans.com/reference/notification-payload-1',
  verification: digest({
    hash: 'sha512',
    encoding: 'hex',
    signature: header('iris-signature'),
    signedContent: [rawBody, secretText],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('status')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the merchant key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as the callback URL of payouts in Iris’s settings.',
    'Store the merchant key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"reference_no":"{id}","amount":"10000.0","status":"completed","updated_at":"{nowIso}"}',
    },
  ],
});
