import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const polar = defineProvider({
  name: 'polar',
  displayName: 'Polar',
  docs: 'https://polar.sh/docs/integrate/webhooks/endpoints',
  evidence: 'vendor-code',
  source: 'polarsource/polar-js src/webhooks.ts',
  verification: standardWebhooks({ secretFormat: 'utf8' }),
  // Signed; the event’s own id, the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries: 'up to 10 times with exponential backoff (https://polar.sh/docs/integrate/webhooks/delivery)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “Add Endpoint” in the organization’s settings and enter the endpoint’s URL, with the format Raw.',
    'Set a secret there or have one generated.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.paid',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"type":"order.paid","timestamp":"{nowIso}","data":{"id":"{uuid}","status":"paid","paid":true,"total_amount":1000,"currency":"usd"}}',
    },
  ],
});
