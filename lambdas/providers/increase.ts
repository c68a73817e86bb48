import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const increase = defineProvider({
  name: 'increase',
  displayName: 'Increase',
  docs: 'https://increase.com/documentation/webhooks',
  evidence: 'vendor-code',
  source: 'Increase/increase-typescript src/resources/events.ts',
  verification: standardWebhooks({ secretFormat: 'utf8' }),
  // Signed, and by the standard the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('category')],
  deadlineSeconds: null,
  retries: 'in production up to 7 times, waiting exponentially longer (https://increase.com/documentation/webhooks)',
  secret: {
    label: 'the event subscription’s shared secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create an Event Subscription with the endpoint’s URL in Increase’s dashboard or through its API.',
    'Store its shared secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'transaction.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"event_{random}","created_at":"{nowIso}","category":"transaction.created","associated_object_type":"transaction","associated_object_id":"transaction_abc123","type":"event"}',
    },
  ],
});
