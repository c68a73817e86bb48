import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const attio = defineProvider({
  name: 'attio',
  displayName: 'Attio',
  docs: 'https://docs.attio.com/rest-api/guides/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.attio.com/rest-api/how-to/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Sent as X-Attio-Signature too, for older receivers.
    signature: header('attio-signature'),
    signedContent: [rawBody],
  }),
  // An event has no id of its own (the header Idempotency-Key names the delivery): the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: [], eventType: ['event_type'] },
  caution: 'two changes of the same kind to one object by one actor have the same bytes and are one event for 45 days',
  deadlineSeconds: null,
  retries:
    'up to 10 times with exponential backoff over about 3 days (https://docs.attio.com/rest-api/how-to/webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL in Attio’s developer settings, or through its API.',
    'Store the webhook’s secret, shown in the developer settings, with `inbox secret set`.',
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
