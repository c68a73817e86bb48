import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bolt = defineProvider({
  name: 'bolt',
  displayName: 'Bolt',
  docs: 'https://docs.bolt.com/developers/guides/webhooks/',
  evidence: 'vendor-docs',
  source: 'https://help.bolt.com/gaming/guide/bolt-webhooks/validate-authenticity',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-bolt-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  // Bolt goes on sending unless the response body is JSON.
  answers: [{ when: [], answer: { status: 200, contentType: 'application/json', body: '{}' } }],
  deadlineSeconds: null,
  retries:
    'with exponential back-off until 200 with a JSON body comes (https://docs.bolt.com/developers/guides/webhooks/)',
  secret: {
    label: 'the merchant account’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Administration → Webhooks in the Bolt merchant account and enter the endpoint’s URL.',
    'Copy the signing secret of Administration → API.',
    'Store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'capture',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{random}","type":"capture","reference":"LQM9-W6BD-6YYX","amount":2500,"currency":"USD","status":"completed","time":"{nowIso}"}',
    },
  ],
});
