import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const polar = defineProvider({
  name: 'polar',
  displayName: 'Polar',
  docs: 'https://docs.polar.sh/integrate/webhooks/endpoints',
  evidence: 'vendor-code',
  source: 'polarsource/polar-js src/webhooks.ts',
  verification: standardWebhooks({ secretFormat: 'utf8' }),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Polar’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.paid',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"type":"order.paid","timestamp":"{nowIso}","data":{"id":"{uuid}","amount":1000,"currency":"usd","status":"paid"}}',
    },
  ],
});
