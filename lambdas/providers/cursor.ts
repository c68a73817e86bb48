import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const cursor = defineProvider({
  name: 'cursor',
  displayName: 'Cursor cloud agents',
  docs: 'https://docs.cursor.com/en/background-agent/api/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.cursor.com/en/background-agent/api/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-webhook-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // X-Webhook-ID names the delivery and is not signed, id is the agent’s: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: 'possible after an error status (https://docs.cursor.com/en/background-agent/api/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create the agent through the API with the endpoint’s URL and a random secret as webhook.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'statusChange',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"statusChange","timestamp":"{nowIso}","id":"bc_{random}","status":"FINISHED","source":{"repository":"https://github.com/example/app","ref":"main"},"target":{"url":"https://cursor.com/agents?id=bc_abc123","branchName":"cursor/add-readme-1234","prUrl":"https://github.com/example/app/pull/1234"},"summary":"Added README.md"}',
    },
  ],
});
