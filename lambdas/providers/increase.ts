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
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('category')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Increase’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'account.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"event_{random}","created_at":"{nowIso}","category":"account.created","associated_object_type":"account","associated_object_id":"account_1","type":"event"}',
    },
  ],
});
