import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const sendbird = defineProvider({
  name: 'sendbird',
  displayName: 'Sendbird',
  docs: 'https://sendbird.com/docs/chat/platform-api/v3/webhook/webhook-overview',
  evidence: 'third-party',
  source: 'https://sendbird.com/docs/chat/platform-api/v3/webhook/webhook-overview',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-sendbird-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('category')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s master API token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Sendbird’s settings.',
    'Store the app’s master API token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'group_channel:message_send',
      contentType: 'application/json',
      id: '{random}',
      body: '{"category":"group_channel:message_send","app_id":"1","sender":{"user_id":"ada","nickname":"Ada"},"payload":{"message_id":{digits},"message":"Hello","created_at":{nowMs}},"channel":{"channel_url":"c1"}}',
    },
  ],
});
