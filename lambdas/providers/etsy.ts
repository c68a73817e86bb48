import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const etsy = defineProvider({
  name: 'etsy',
  displayName: 'Etsy',
  docs: 'https://developers.etsy.com/documentation/essentials/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.etsy.com/documentation/essentials/webhooks',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries:
    'after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours (https://developers.etsy.com/documentation/essentials/webhooks)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Manage your apps in the Developer Portal, choose Go to Webhook portal in the app’s menu and +Add Endpoint with the endpoint’s URL and an event.',
    'Store the endpoint’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.paid',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"event_type":"order.paid","resource_url":"https://api.etsy.com/v3/application/shops/1/receipts/{digits}","shop_id":1}',
    },
  ],
});
