import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-frameio-request-timestamp');

export const frameio = defineProvider({
  name: 'frameio',
  displayName: 'Frame.io',
  docs: 'https://developer.frame.io/',
  evidence: 'third-party',
  source:
    "public receivers search for the exact string 'x-frameio-signature' (several independent public code bases agree)",
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-frameio-signature', { prefix: 'v0=' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Frame.io’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'asset.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"asset.created","resource":{"type":"asset","id":"{uuid}"},"user":{"id":"u1"},"team":{"id":"t1"}}',
    },
  ],
});
