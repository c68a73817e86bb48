import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const whop = defineProvider({
  name: 'whop',
  displayName: 'Whop',
  docs: 'https://docs.whop.com/developer/guides/webhooks',
  evidence: 'vendor-code',
  source: 'whopio/whopsdk-typescript src/resources/webhooks.ts',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Whop’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"msg_{random}","api_version":"v1","type":"payment.succeeded","timestamp":"{nowIso}","data":{"id":"pay_1","status":"paid","total":10}}',
    },
  ],
});
