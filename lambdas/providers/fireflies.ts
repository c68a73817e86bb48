import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fireflies = defineProvider({
  name: 'fireflies',
  displayName: 'Fireflies.ai',
  docs: 'https://docs.fireflies.ai/graphql-api/webhooks-v2',
  evidence: 'vendor-docs',
  source: 'https://docs.fireflies.ai/graphql-api/webhooks-v2',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The documentation names no id but the meeting’s, of which there are several events: the hash of the body stands in.
  eventId: [],
  // Webhooks V2, and V1.
  eventType: [bodyField('event'), bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret; of V1, the secret of 16 to 32 characters',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open the Webhooks V2 configuration page of Fireflies.ai (app.fireflies.ai/integrations/api/webhook) and enter the endpoint’s URL as Webhook URL.',
    'Enter a random Signing Secret, without which deliveries are not signed, and select the events.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'meeting.transcribed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"meeting.transcribed","timestamp":{nowMs},"meeting_id":"{random}","client_reference_id":"{uuid}"}',
    },
    {
      eventType: 'Transcription completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"meetingId":"{random}","eventType":"Transcription completed","clientReferenceId":"{uuid}"}',
    },
  ],
});
