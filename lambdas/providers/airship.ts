import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-ua-timestamp');

export const airship = defineProvider({
  name: 'airship',
  displayName: 'Airship',
  docs: 'https://www.airship.com/docs/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-ua-signature'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, ':', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Airship’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'event',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{random}","type":"SEND","occurred":"{nowIso}","device":{"channel":"c1"},"body":{"push_id":"p1"}}',
    },
  ],
});
