import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const sendbird = defineProvider({
  name: 'sendbird',
  displayName: 'Sendbird',
  docs: 'https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-sendbird-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('category')],
  deadlineSeconds: 5,
  retries:
    'the same request up to three times (https://sendbird.com/docs/chat/v3/platform-api/webhook/webhook-overview)',
  secret: {
    label: 'the app’s master API token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL under Settings → Chat → Webhooks in Sendbird’s dashboard and choose the events.',
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
