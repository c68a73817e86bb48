import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const agora = defineProvider({
  name: 'agora',
  displayName: 'Agora notifications',
  docs: 'https://docs.agora.io/en/video-calling/advanced-features/receive-notifications',
  evidence: 'third-party',
  source: 'public receivers',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('agora-signature-v2'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('noticeId')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Agora notifications’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: '101',
      contentType: 'application/json',
      id: '{random}',
      body: '{"sid":"s1","noticeId":"{id}","productId":1,"eventType":101,"notifyMs":{nowMs},"payload":{"channelName":"test","ts":{now}}}',
    },
  ],
});
