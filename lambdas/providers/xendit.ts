import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const xendit = defineProvider({
  name: 'xendit',
  displayName: 'Xendit',
  docs: 'https://docs.xendit.co/apidocs/webhook-behavior',
  evidence: 'vendor-docs',
  source: 'https://docs.xendit.co/apidocs/webhook-behavior',
  verification: token(header('x-callback-token')),
  // A header that is not signed, the same over retries.
  eventId: [header('webhook-id')],
  unsignedId: true,
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: '6 retries: 15m, 45m, 2h, 3h, 6h, 12h (24 h in total) (https://docs.xendit.co/apidocs/webhook-behavior)',
  secret: {
    label: 'the webhook verification token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Xendit’s settings.',
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
