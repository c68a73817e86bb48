import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const uploadcare = defineProvider({
  name: 'uploadcare',
  displayName: 'Uploadcare',
  docs: 'https://uploadcare.com/docs/security/secure-webhooks/',
  evidence: 'vendor-code',
  source: 'uploadcare/uploadcare-ruby lib/uploadcare/webhook_signature_verifier.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-uc-signature', { prefix: 'v1=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('hook.event')],
  deadlineSeconds: null,
  retries: 'for 72 hours at growing intervals (https://uploadcare.com/docs/webhooks/)',
  secret: {
    label: 'the webhook’s signing secret (at most 32 characters)',
    pattern: '^\\S{8,32}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a signing secret under Webhooks in Uploadcare’s Dashboard.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'file.uploaded',
      contentType: 'application/json',
      id: '{random}',
      body: '{"initiator":{"type":"api","detail":{"request_id":null}},"hook":{"id":889783,"project_id":123681,"target":"https://example.com","event":"file.uploaded","is_active":true},"data":{"uuid":"{uuid}","size":171136,"original_filename":"cat.jpg","datetime_uploaded":"{nowIso}"},"file":"https://ucarecdn.com/1/"}',
    },
  ],
});
