import { bodyField, firstOf } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const kinds = ['message_event', 'track_event', 'gen_event', 'unsubscribe_event', 'relay_event', 'ingest_event'];

export const sparkpost = defineProvider({
  name: 'sparkpost',
  displayName: 'SparkPost',
  docs: 'https://developers.sparkpost.com/api/webhooks/',
  evidence: 'vendor-docs',
  source: 'SparkPost/support-docs content/docs/tech-resources/webhook-authentication.md',
  verification: basicAuth(),
  // A delivery has no id; each event in it has one.
  eventId: [],
  eventType: [],
  batch: {
    items: '',
    eventId: [firstOf(...kinds.map((kind) => bodyField(`msys.${kind}.event_id`)))],
    eventType: [firstOf(...kinds.map((kind) => bodyField(`msys.${kind}.type`)))],
  },
  deadlineSeconds: 10,
  retries:
    '11 within 8 hours, until the answer is 2xx (SparkPost/support-docs content/docs/tech-resources/webhook-data-streams.md)',
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in SparkPost, and choose Basic Auth under Authentication.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivery',
      contentType: 'application/json',
      id: '{digits}{digits}',
      body: '[{"msys":{"message_event":{"type":"delivery","event_id":"{id}","timestamp":"{now}","rcpt_to":"ada@example.com","message_id":"m1","subject":"Hello"}}}]',
    },
  ],
});
