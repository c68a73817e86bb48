import { bodyField, header } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const canny = defineProvider({
  name: 'canny',
  displayName: 'Canny',
  docs: 'https://developers.canny.io/api-reference#webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.canny.io/api-reference#webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('canny-signature'),
    signedContent: [header('canny-nonce')],
    bodyNotCovered: 'only a nonce is signed: whoever saw one delivery can attach it to any event',
  }),
  // An event has no id, and the nonce is another for each request: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the company’s secret API key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Canny’s settings.',
    'Store the secret API key of the company settings with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post.created',
      contentType: 'application/json',
      headers: { 'canny-nonce': '{uuid}' },
      id: '{random}',
      body: '{"created":"{nowIso}","object":{"id":"{random}","title":"Dark mode"},"objectType":"post","type":"post.created"}',
    },
  ],
});
