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
  retries:
    'none: each event is dispatched once; disabled after 10 failures in a row (elevenlabs/elevenlabs-docs fern/docs/pages/product-guides/administration/webhooks.mdx)',
  secret: {
    label: 'the webhook’s shared secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL on the general settings page of ElevenLabs.',
    'Choose it in the settings of the product whose events it shall hear.',
    'Store its shared secret with `inbox secret set`.',
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
