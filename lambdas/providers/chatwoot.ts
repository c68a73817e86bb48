import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-chatwoot-timestamp');

export const chatwoot = defineProvider({
  name: 'chatwoot',
  displayName: 'Chatwoot',
  docs: null,
  evidence: 'third-party',
  source: 'public receivers, several of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-chatwoot-signature', { prefix: 'sha256=' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // A header that is not signed; id in the body is the message’s or the conversation’s.
  eventId: [header('x-chatwoot-delivery')],
  unsignedId: true,
  eventType: [bodyField('event')],
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Integrations → Webhooks in Chatwoot and add one with the endpoint’s URL and its events.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message_created',
      contentType: 'application/json',
      headers: { 'x-chatwoot-delivery': '{id}' },
      id: '{uuid}',
      body: '{"event":"message_created","id":{digits},"content":"Hi","message_type":"incoming","created_at":"{nowIso}","sender":{"id":5679,"type":"contact","name":"Test User"},"account":{"id":1,"name":"Acme"},"inbox":{"id":1,"name":"Website"}}',
    },
  ],
});
