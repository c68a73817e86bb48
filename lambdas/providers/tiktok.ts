import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('tiktok-signature', 't');

export const tiktok = defineProvider({
  name: 'tiktok',
  displayName: 'TikTok for Developers',
  docs: 'https://developers.tiktok.com/doc/webhooks-verification',
  evidence: 'vendor-docs',
  source: 'https://developers.tiktok.com/doc/webhooks-verification',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('tiktok-signature', 's'),
    timestamp,
    // The documentation leaves it to the receiver how old is too old.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: 'for up to 72 hours with exponential backoff (https://developers.tiktok.com/doc/webhooks-overview/)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the app in TikTok for Developers and enter the endpoint’s URL as its webhook callback.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'video.publish.completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"client_key":"bwo2m45353a6k85","event":"video.publish.completed","create_time":{now},"user_openid":"act.example","content":"{\\"share_id\\":\\"video.{random}\\"}"}',
    },
  ],
});
