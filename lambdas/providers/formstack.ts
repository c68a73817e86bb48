import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const formstack = defineProvider({
  name: 'formstack',
  displayName: 'Formstack',
  docs: 'https://developers.formstack.com/docs/webhook-setup',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Formstack/FormstackTriggerHelpers.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-fs-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id of the event; what a submission’s id names can happen more than once, so the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s HMAC secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL to the form, under Settings → Emails & Redirects, or through the API.',
    'Give it a random HMAC secret and choose JSON; store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'submission',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"FormID":"1","UniqueID":"{id}","Name":"Ada","Email":"ada@example.com"}',
    },
  ],
});
