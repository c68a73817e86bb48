import { bodyField, hashed, header, url } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const messagebird = defineProvider({
  name: 'messagebird',
  displayName: 'MessageBird / Bird (classic)',
  docs: 'https://developers.messagebird.com/api/#verifying-http-requests',
  evidence: 'vendor-code',
  source: 'messagebird/messagebird-nodejs lib/webhook-signature-jwt',
  verification: jwt({
    token: header('messagebird-signature-jwt'),
    algorithms: ['HS256', 'HS384', 'HS512'],
    key: 'utf8',
    claims: [
      { name: 'iss', oneOf: ['MessageBird'] },
      { name: 'url_hash', oneOf: hashed(url(), 'sha256', 'hex') },
    ],
    bodyHash: { claim: 'payload_hash', hash: 'sha256', encoding: 'hex' },
    maxAgeSeconds: null,
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in MessageBird / Bird (classic)’s settings.',
    'Store the account’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","type":"message.created","message":{"id":"m1","status":"received","content":{"text":"Hello"},"createdDatetime":"{nowIso}"}}',
    },
  ],
});
