import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const agora = defineProvider({
  name: 'agora',
  displayName: 'Agora notifications',
  docs: 'https://docs.agora.io/en/media-push/develop/receive-notifications',
  evidence: 'vendor-docs',
  source: 'https://docs.agora.io/en/media-push/develop/receive-notifications',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('agora-signature-v2'),
    signedContent: [rawBody],
  }),
  // The notification’s id in the body, the same when it is sent again; notifyMs beside it is then another.
  eventId: [bodyField('noticeId')],
  eventType: [bodyField('eventType')],
  // The response body must be JSON.
  answers: [{ when: [], answer: { status: 200, contentType: 'application/json', body: '{}' } }],
  deadlineSeconds: 10,
  retries:
    'at once, then at growing intervals, at most three times, unless 200 with a JSON body came within 10 seconds (https://docs.agora.io/en/voice-calling/advanced-features/receive-notifications)',
  secret: {
    label: 'the secret of the product’s notifications',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the project’s Notifications in the Agora Console and enter the endpoint’s URL and the events of the product.',
    'Store the secret shown there with `inbox secret set`; each product has its own.',
  ],
  samples: [
    {
      eventType: '101',
      contentType: 'application/json',
      id: '{digits}:24226:101',
      body: '{"sid":"s1","noticeId":"{id}","productId":1,"eventType":101,"notifyMs":{nowMs},"payload":{"channelName":"test","ts":{now}}}',
    },
  ],
});
