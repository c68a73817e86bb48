import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const polar = defineProvider({
  name: 'polar',
  displayName: 'Polar',
  docs: 'https://polar.sh/docs/integrate/webhooks/endpoints',
  evidence: 'vendor-code',
  source: 'npm @polar-sh/sdk 1.0.1, dist/webhooks.mjs',
  // Secrets made before 8 September 2026, and those that merchants chose, are the key as they are, whsec_ and all
  // (https://github.com/polarsource/polar/pull/14117): nothing in a secret tells, so the vendor's library tries both, too.
  verification: standardWebhooks({ olderSecretFormat: 'utf8' }),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries: 'up to 10 times with exponential backoff (https://polar.sh/docs/integrate/webhooks/delivery)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 32 },
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
