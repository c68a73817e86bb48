import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const rossum = defineProvider({
  name: 'rossum',
  displayName: 'Rossum',
  docs: 'https://elis.rossum.ai/api/docs/#webhook-events',
  evidence: 'third-party',
  source: 'Rossum API docs copy (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-rossum-signature-sha256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('request_id')],
  eventType: [joined('.', bodyField('event'), bodyField('action'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Rossum’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'annotation_content.initialize',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"request_id":"{id}","timestamp":"{nowIso}","hook":"https://example.rossum.app/api/v1/hooks/781","event":"annotation_content","action":"initialize","annotation":{"id":314621}}',
    },
  ],
});
