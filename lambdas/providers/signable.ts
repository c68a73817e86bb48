import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const signable = defineProvider({
  name: 'signable',
  displayName: 'Signable',
  docs: 'https://developers.signable.app/early-access/ea-signed-webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.signable.app/early-access/ea-signed-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('signature'),
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
    'Create a webhook with the endpoint’s URL in Signable’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'signed-envelope-complete',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"signed-envelope-complete","envelope_fingerprint":"{random}","envelope_title":"Contract","action_date":"{nowIso}"}',
    },
  ],
});
