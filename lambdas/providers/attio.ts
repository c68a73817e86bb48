import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const attio = defineProvider({
  name: 'attio',
  displayName: 'Attio',
  docs: 'https://docs.attio.com/rest-api/guides/webhooks',
  evidence: 'third-party',
  source: 'NangoHQ/nango packages/server/lib/webhook/attio-webhook-routing.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('attio-signature'),
    signedContent: [rawBody],
  }),
  // Neither a delivery nor an event has an id of its own: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: [], eventType: ['event_type'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Attio’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'record.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"webhook_id":"25b1ac1f-d9ea-4b5a-b4f8-29f0b4a9f2a6","events":[{"event_type":"record.created","id":{"workspace_id":"1","object_id":"2","record_id":"{uuid}"},"actor":{"type":"workspace-member","id":"5"}}]}',
    },
  ],
});
