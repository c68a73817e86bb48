import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const formstack = defineProvider({
  name: 'formstack',
  displayName: 'Formstack',
  docs: 'https://developers.formstack.com/',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Formstack/FormstackTriggerHelpers.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-fs-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Formstack’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
