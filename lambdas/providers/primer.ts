import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const primer = defineProvider({
  name: 'primer',
  displayName: 'Primer',
  docs: 'https://primer.io/docs/api-reference/endpoints/v2.4/payment-webhooks/payment-status-update',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // The secondary signature is the old secret’s, for 24 hours after it was rotated.
    signature: header('x-signature-primary'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('eventType')],
  deadlineSeconds: 10,
  retries:
    'up to 5 times, after about 10 s, 60 s, 5, 10 and 15 minutes (https://primer-cc826789.mintlify.dev/docs/api-reference/get-started/configure-webhooks)',
  secret: {
    label: 'the account’s webhook signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Set up a webhook with the endpoint’s URL in the Developers area of Primer’s Dashboard.',
    'Store the account’s webhook signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT.STATUS',
      contentType: 'application/json',
      id: '{random}',
      body: '{"eventType":"PAYMENT.STATUS","date":"{nowIso}","signedAt":"{now}","notificationConfig":{"id":"n1","description":"Inbox"},"version":"2.4","payment":{"id":"{random}","status":"AUTHORIZED","amount":2500,"currencyCode":"USD"}}',
    },
  ],
});
