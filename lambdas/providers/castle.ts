import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const castle = defineProvider({
  name: 'castle',
  displayName: 'Castle',
  docs: 'https://docs.castle.io/docs/webhooks',
  evidence: 'vendor-code',
  source: 'castle/castle-python castle/webhooks/verify.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-castle-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the API secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Integrations tab of the policy or list in the Castle dashboard and add a webhook with the endpoint’s URL.',
    'Store the API secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: '$incident.confirmed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"api_version":"v1","app_id":"382395555537961","type":"$incident.confirmed","created_at":"{nowIso}","data":{"id":"{random}","user_id":"1234"}}',
    },
  ],
});
