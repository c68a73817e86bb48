import { bodyField, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const cronofy = defineProvider({
  name: 'cronofy',
  displayName: 'Cronofy',
  docs: 'https://docs.cronofy.com/developers/push-notifications/authentication/',
  evidence: 'vendor-code',
  source: 'cronofy/cronofy-node src/index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // One for each active client secret.
    signature: headerList('cronofy-hmac-sha256', { separator: ',', prefix: '' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('notification.type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a notification channel with the endpoint’s URL as callback_url through the API.',
    'Store the app’s client secret with `inbox secret set`; while it is rotated there are two.',
  ],
  samples: [
    {
      eventType: 'change',
      contentType: 'application/json',
      id: '{random}',
      body: '{"notification":{"type":"change","changes_since":"{nowIso}"},"channel":{"channel_id":"chn_{random}","callback_url":"https://example.com"}}',
    },
  ],
});
