import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const doppler = defineProvider({
  name: 'doppler',
  displayName: 'Doppler',
  docs: 'https://docs.doppler.com/docs/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
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
    'Open Webhooks in the project’s menu and add one with the endpoint’s URL.',
    'Type a random signing secret there: without one deliveries are not signed.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'config.secrets.update',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"config.secrets.update","config":{"name":"dev_2","created_at":"2019-05-30T08:18:33.634Z","environment":"dev","project":"714faaa5958"},"project":{"id":"714faaa5958","name":"Backend","description":"Your first project!","created_at":"2019-05-26T01:42:30.256Z"},"workplace":{"id":"fcd76","name":"Pied Piper"},"diff":{"added":["KEY_{random}"],"removed":[],"updated":[]}}',
    },
  ],
});
