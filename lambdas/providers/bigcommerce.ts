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
    '11 retries from 60 s to 86400 s, 48 h; then the hook is deactivated; domain blocked 3 min when success <90% in 2 min (bigcommerce/docs docs/integrations/webhooks/https-webhook-overview.mdx)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in BigCommerce’s settings.',
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
