import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailerlite = defineProvider({
  name: 'mailerlite',
  displayName: 'MailerLite',
  docs: 'https://developers.mailerlite.com/docs/webhooks.html',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/MailerLite/v2/MailerLiteTriggerHelpers.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in MailerLite’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscriber.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{digits}","email":"ada@example.com","status":"active","subscribed_at":"{nowIso}"}',
    },
  ],
});
