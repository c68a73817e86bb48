import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('elevenlabs-signature', 't');

export const elevenlabs = defineProvider({
  name: 'elevenlabs',
  displayName: 'ElevenLabs',
  docs: 'https://elevenlabs.io/docs/product-guides/administration/webhooks',
  evidence: 'vendor-code',
  source: 'elevenlabs/elevenlabs-js src/wrapper/webhooks.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('elevenlabs-signature', 'v0'),
    timestamp,
    toleranceSeconds: 1800,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in ElevenLabs’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post_call_transcription',
      contentType: 'application/json',
      id: '{random}',
      body: '{"type":"post_call_transcription","event_timestamp":{now},"data":{"agent_id":"xyz","conversation_id":"{random}","status":"done","transcript":[{"role":"agent","message":"Hello"}]}}',
    },
  ],
});
