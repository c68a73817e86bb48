import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-frameio-request-timestamp');

export const frameio = defineProvider({
  name: 'frameio',
  displayName: 'Frame.io',
  docs: 'https://developer.adobe.com/frameio/guides/Webhooks/',
  evidence: 'vendor-docs',
  source: 'https://developer.adobe.com/frameio/guides/Webhooks/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-frameio-signature', { prefix: 'v0=' }),
    timestamp,
    toleranceSeconds: 300,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // A delivery has no id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  caution: 'two changes of the same kind to one resource by one user have the same bytes and are one event for 45 days',
  deadlineSeconds: 5,
  retries:
    'four times, waiting exponentially longer from 15 seconds on (https://developer.adobe.com/frameio/guides/Webhooks/)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL on Frame.io’s developer site (V2) or through the API (V4).',
    'Store its signing secret, which the V4 API returns only then, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'file.ready',
      contentType: 'application/json',
      id: '{random}',
      body: '{"account":{"id":"6f70f1bd-7e89-4a7e-b4d3-7e576585a181"},"project":{"id":"7e46e495-4444-4555-8649-bee4d391a997"},"resource":{"id":"{uuid}","type":"file"},"type":"file.ready","user":{"id":"56556a3f-859f-4b38-b6c6-e8625b5da8a5"},"workspace":{"id":"378fcbf7-6f88-4224-8139-6a743ed940b2"}}',
    },
  ],
});
