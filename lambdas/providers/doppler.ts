import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const doppler = defineProvider({
  name: 'doppler',
  displayName: 'Doppler',
  docs: 'https://docs.doppler.com/docs/webhooks',
  evidence: 'third-party',
  source: 'https://docs.doppler.com/docs/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-doppler-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  caution:
    'two changes of the same secrets, and all deliveries of a payload of your own, have the same bytes and are one event for 45 days',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the secret typed into the webhook’s form',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the project’s Webhooks and add one with the endpoint’s URL.',
    'Type a random secret there: without one deliveries are not signed.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'config.secrets.update',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"config.secrets.update","config":{"name":"prd","environment":"prd"},"project":{"id":"app","name":"app"},"workplace":{"id":"w1","name":"Example"},"diff":{"added":["KEY_{random}"],"removed":[],"updated":[]}}',
    },
  ],
});
