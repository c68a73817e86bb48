import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bolt = defineProvider({
  name: 'bolt',
  displayName: 'Bolt',
  docs: 'https://help.bolt.com/developers/webhooks/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-bolt-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the merchant division’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Bolt’s settings.',
    'Store the merchant division’s signing secret with `inbox secret set`.',
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
