import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ashby = defineProvider({
  name: 'ashby',
  displayName: 'Ashby',
  docs: 'https://developers.ashbyhq.com/docs/setting-up-webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.ashbyhq.com/docs/authenticating-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('ashby-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries:
    'with exponential backoff from 10 seconds, at most 10 attempts, not after 401, 403, 404, 405 and 410 (https://developers.ashbyhq.com/docs/retries)',
  secret: {
    label: 'the secret token typed into the webhook’s form',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Admin → Integrations → Webhooks and create one with the endpoint’s URL.',
    'Type a random secret token there: without one deliveries are not signed.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'candidateHire',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"candidateHire","data":{"application":{"id":"{uuid}","status":"Hired","updatedAt":"{nowIso}"}}}',
    },
  ],
});
