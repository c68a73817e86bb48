import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('webhook-signature', 'time');

export const cloudflareStream = defineProvider({
  name: 'cloudflare-stream',
  displayName: 'Cloudflare Stream',
  docs: 'https://developers.cloudflare.com/stream/manage-video-library/using-webhooks/',
  evidence: 'vendor-docs',
  source: 'cloudflare/cloudflare-docs src/content/docs/stream/manage-video-library/using-webhooks.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('webhook-signature', 'sig1'),
    timestamp,
    // The documentation leaves it to the receiver how old is too old.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('status.state')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the secret returned when the webhook is created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Set the endpoint’s URL as notificationUrl through the API (PUT /accounts/<account>/stream/webhook).',
    'Store the secret of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ready',
      contentType: 'application/json',
      id: '{random}',
      body: '{"uid":"{random}","readyToStream":true,"status":{"state":"ready"},"meta":{"name":"video.mp4"},"created":"{nowIso}","modified":"{nowIso}","duration":60}',
    },
  ],
});
