import { bodyField, header, joined, rawBody, requires } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bunnyStream = defineProvider({
  name: 'bunny-stream',
  displayName: 'Bunny Stream',
  docs: 'https://docs.bunny.net/docs/stream-webhook',
  evidence: 'third-party',
  source: 'https://docs.bunny.net/docs/stream-webhook',
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
  // A video has each status once.
  eventId: [joined(':', bodyField('VideoGuid'), bodyField('Status'))],
  eventType: [bodyField('Status')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the read-only API key of the library',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Bunny Stream’s settings.',
    'Store the read-only API key of the library with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: '3',
      contentType: 'application/json',
      headers: { 'x-bunnystream-signature-version': 'v1', 'x-bunnystream-signature-algorithm': 'hmac-sha256' },
      id: '{uuid}',
      body: '{"VideoLibraryId":133,"VideoGuid":"{id}","Status":3}',
    },
  ],
});
