import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const whop = defineProvider({
  name: 'whop',
  displayName: 'Whop',
  docs: 'https://docs.whop.com/developer/guides/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.whop.com/developer/guides/webhooks',
  // The SDK is given the secret in base64, which it decodes: the key is the secret’s own text.
  verification: standardWebhooks({ secretFormat: 'utf8' }),
  // Signed; the body’s id is the same.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: '3 times, after 10, 20 and 40 seconds (https://docs.whop.com/developer/guides/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “Create Webhook” in the Developer tab and enter the endpoint’s URL, with the API version v1.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'msg_{random}',
      body: '{"id":"{id}","api_version":"v1","type":"payment.succeeded","timestamp":"{nowIso}","data":{"id":"pay_1","status":"paid","total":10}}',
    },
  ],
});
