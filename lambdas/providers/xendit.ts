import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const xendit = defineProvider({
  name: 'xendit',
  displayName: 'Xendit',
  docs: 'https://docs.xendit.co/webhook/delivery-attempts-and-retries/',
  evidence: 'vendor-docs',
  source: 'https://docs.xendit.co/docs/id/verification-webhook',
  verification: token(header('x-callback-token')),
  // A header that is not signed, the same for duplicates.
  eventId: [header('webhook-id')],
  unsignedId: true,
  eventType: [bodyField('event')],
  // https://docs.xendit.co/webhook/getting-started/
  deadlineSeconds: 30,
  retries:
    'six, after 15 and 45 minutes, 2, 3, 6 and 12 hours (https://docs.xendit.co/webhook/delivery-attempts-and-retries/)',
  secret: {
    label: 'the webhook verification token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL on the webhook settings page of Xendit’s dashboard.',
    'Store the webhook verification token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"event":"payment.succeeded","business_id":"5f27","created":"{nowIso}","data":{"id":"pr_{random}","amount":1000,"currency":"IDR","status":"SUCCEEDED"}}',
    },
  ],
});
