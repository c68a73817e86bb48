import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bigcommerce = defineProvider({
  name: 'bigcommerce',
  displayName: 'BigCommerce',
  docs: null,
  evidence: 'vendor-docs',
  source: 'bigcommerce/docs docs/integrations/webhooks/https-webhook-overview.mdx',
  verification: standardWebhooks({ secretFormat: 'utf8' }),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('scope')],
  deadlineSeconds: null,
  retries:
    '11, after 60 seconds at first and 86400 at last, then the webhook is deactivated; while under 90 % of the answers of 2 minutes are 2xx, the domain is left out for 3 minutes (bigcommerce/docs docs/integrations/webhooks/https-webhook-overview.mdx)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through the API (POST /v3/hooks) with the endpoint’s URL as its destination.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'store/order/created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"scope":"store/order/created","store_id":"1025646","data":{"type":"order","id":250},"hash":"{random}","created_at":{now},"producer":"stores/abcd"}',
    },
  ],
});
