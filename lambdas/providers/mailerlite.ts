import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailerlite = defineProvider({
  name: 'mailerlite',
  displayName: 'MailerLite',
  docs: 'https://developers.mailerlite.com/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.mailerlite.com/docs/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: 3,
  retries: 'three times, after 10, 100 and 1000 seconds (https://developers.mailerlite.com/docs/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and its events in MailerLite’s integrations or through its API.',
    'Store the webhook’s secret with `inbox secret set`.',
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
