import { bodyField, header, rawBody, requires } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bunnyStream = defineProvider({
  name: 'bunny-stream',
  displayName: 'Bunny Stream',
  docs: 'https://docs.bunny.net/stream/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.bunny.net/stream/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-bunnystream-signature'),
    signedContent: [
      requires(header('x-bunnystream-signature-version'), 'v1'),
      requires(header('x-bunnystream-signature-algorithm'), 'hmac-sha256'),
      rawBody,
    ],
  }),
  // The documentation names no id: the hash of the body, which holds library, video and status, stands in.
  eventId: [],
  eventType: [bodyField('Status')],
  caution:
    'a status that a video has again, as 4 once for each resolution, has the same bytes and is one event for 45 days',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the read-only API key of the library',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as the webhook URL of the video library.',
    'Store the library’s read-only API key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: '3',
      contentType: 'application/json',
      headers: { 'x-bunnystream-signature-version': 'v1', 'x-bunnystream-signature-algorithm': 'hmac-sha256' },
      id: '{uuid}',
      body: '{"VideoLibraryId":133,"VideoGuid":"{uuid}","Status":3}',
    },
  ],
});
