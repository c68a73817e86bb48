import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const cursor = defineProvider({
  name: 'cursor',
  displayName: 'Cursor cloud agents',
  docs: 'https://cursor.com/docs/cloud-agent/api/webhooks',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills skills/cursor-webhooks/references/verification.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-webhook-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Cursor cloud agents’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'statusChange',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"statusChange","timestamp":"{nowIso}","id":"bc_{random}","status":"FINISHED","source":{"repository":"https://github.com/example/app","ref":"main"}}',
    },
  ],
});
