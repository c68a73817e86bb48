import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const merge = defineProvider({
  name: 'merge',
  displayName: 'Merge.dev',
  docs: 'https://docs.merge.dev/basics/webhooks/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64url',
    signature: header('x-merge-webhook-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('hook.event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the organisation’s webhook signature key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Merge.dev’s settings.',
    'Store the organisation’s webhook signature key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Candidate.added',
      contentType: 'application/json',
      id: '{random}',
      body: '{"hook":{"id":"h1","event":"Candidate.added","target":"https://example.com"},"linked_account":{"id":"a1","integration":"Greenhouse"},"data":{"id":"{uuid}","first_name":"Ada","modified_at":"{nowIso}"}}',
    },
  ],
});
