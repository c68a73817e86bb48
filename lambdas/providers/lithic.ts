import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const lithic = defineProvider({
  name: 'lithic',
  displayName: 'Lithic',
  docs: 'https://docs.lithic.com/docs/events-api',
  evidence: 'vendor-code',
  source: 'lithic-com/lithic-node src/resources/webhooks.ts',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the event subscription’s secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create an event subscription with the endpoint’s URL in Lithic’s dashboard or API (POST /v1/event_subscriptions).',
    'Store the event subscription’s secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'card.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"event_type":"card.created","card_token":"{uuid}","replacement_for":null}',
    },
  ],
});
