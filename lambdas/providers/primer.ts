import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const primer = defineProvider({
  name: 'primer',
  displayName: 'Primer',
  docs: 'https://primer.io/docs/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-signature-primary'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s webhook signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Primer’s settings.',
    'Store the account’s webhook signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT.STATUS',
      contentType: 'application/json',
      id: '{random}',
      body: '{"eventType":"PAYMENT.STATUS","date":"{nowIso}","notificationConfig":{"id":"n1","description":"Inbox"},"version":"2.4","payment":{"id":"{random}","status":"AUTHORIZED","amount":2500,"currencyCode":"USD"}}',
    },
  ],
});
