import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fireflies = defineProvider({
  name: 'fireflies',
  displayName: 'Fireflies.ai',
  docs: 'https://docs.fireflies.ai/graphql-api/webhooks',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/fireflies.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Fireflies.ai’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Transcription completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"meetingId":"{id}","eventType":"Transcription completed","clientReferenceId":"be582c46"}',
    },
  ],
});
