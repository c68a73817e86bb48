import { bearer, bodyField } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vonage = defineProvider({
  name: 'vonage',
  displayName: 'Vonage',
  docs: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
  evidence: 'vendor-code',
  source: 'Vonage/vonage-node-sdk packages/jwt/lib/verifySignature.ts',
  verification: jwt({
    token: bearer,
    algorithms: ['HS256'],
    key: 'utf8',
    claims: [{ name: 'iss', oneOf: ['Vonage'] }],
    bodyHash: { claim: 'payload_hash', hash: 'sha256', encoding: 'hex' },
    // The documentation sets no window; what was sent five minutes ago is not new.
    maxAgeSeconds: 300,
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('status')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s signature secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Vonage’s settings.',
    'Store the account’s signature secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"message_uuid":"{id}","to":{"type":"sms","number":"447700900000"},"from":{"type":"sms","number":"447700900001"},"timestamp":"{nowIso}","status":"delivered"}',
    },
  ],
});
