import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const merge = defineProvider({
  name: 'merge',
  displayName: 'Merge.dev',
  docs: 'https://docs.merge.dev/basics/webhooks/merge-webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.merge.dev/basics/webhooks/merge-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64url',
    signature: header('x-merge-webhook-signature'),
    signedContent: [rawBody],
  }),
  // hook.id is the webhook’s. Merge tells deliveries apart by their signature, as the hash of the body does.
  eventId: [],
  eventType: [bodyField('hook.event')],
  deadlineSeconds: 30,
  retries: 'twice, but not after a 4xx (https://help.merge.dev/en/articles/5389662-editing-or-deleting-webhooks)',
  secret: {
    label: 'the organisation’s webhook signature key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Advanced → Webhooks in Merge and add one with the endpoint’s URL and its events.',
    'Store the signature key, under Security on the same page, with `inbox secret set`.',
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
