import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ashby = defineProvider({
  name: 'ashby',
  displayName: 'Ashby',
  docs: 'https://developers.ashbyhq.com/docs/setting-up-webhooks',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/ashby.ts',
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
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Ashby’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
