import { bodyField, formField, header, rawBody } from '../verification/parts.ts';
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
  // Minimal webhooks are JSON, others a form.
  eventType: [bodyField('action'), formField('action')],
  caution: 'only the signed webhooks of the early access are accepted',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook_secret of the webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL through Signable’s API (POST /webhooks).',
    'Store the webhook_secret of the answer, which no other call shows, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'signed-envelope',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"signed-envelope","action_date":"{nowIso}","company_id":"1234","envelope_fingerprint":"{random}"}',
    },
    {
      eventType: 'send-envelope',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      body: 'action=send-envelope&action_date={nowIso}&company_id=1234&envelope_fingerprint={random}',
    },
  ],
});
