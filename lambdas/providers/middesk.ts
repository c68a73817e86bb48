import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const middesk = defineProvider({
  name: 'middesk',
  displayName: 'Middesk',
  docs: 'https://docs.middesk.com/build/secure-webhooks',
  evidence: 'third-party',
  source: 'public receivers that quote https://docs.middesk.com/build/secure-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-middesk-signature-256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'up to 10 times over about 3 days with exponential backoff (https://docs.middesk.com/build/webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks in the Middesk dashboard, or send a POST to /webhooks, and create one with the endpoint’s URL.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'business.updated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"object":"event","id":"{id}","type":"business.updated","data":{"object":{"object":"business","id":"{uuid}","name":"Middesk","status":"approved"}},"created_at":"{nowIso}"}',
    },
  ],
});
