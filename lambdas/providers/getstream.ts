import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const getstream = defineProvider({
  name: 'getstream',
  displayName: 'Stream',
  docs: 'https://getstream.io/chat/docs/node/webhooks_overview/',
  evidence: 'vendor-code',
  source: 'GetStream/stream-node src/utils/webhook.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-webhook-id')],
  unsignedId: true,
  eventType: [bodyField('type')],
  caution: 'switch compression off: a body sent gzipped is signed before it is compressed',
  deadlineSeconds: 6,
  retries:
    'within 15 seconds: up to 3 attempts after 408, 429, 5xx or a time-out, 2 after a network error (https://getstream.io/chat/docs/react-native/push_webhook/)',
  secret: {
    label: 'the app’s API secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the Stream dashboard.',
    'Store the app’s API secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.new',
      contentType: 'application/json',
      headers: { 'x-webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"type":"message.new","cid":"messaging:fun","channel_id":"fun","message":{"id":"{uuid}","text":"Hello","user":{"id":"ada"}},"created_at":"{nowIso}"}',
    },
  ],
});
