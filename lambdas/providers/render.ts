import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const render = defineProvider({
  name: 'render',
  displayName: 'Render',
  docs: 'https://render.com/docs/webhooks',
  evidence: 'third-party',
  source: 'svix/svix-webhooks javascript/src/models/ingestSourceIn.ts (type uses SvixConfig)',
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
    'Create a webhook with the endpoint’s URL in Render’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'deploy_ended',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"type":"deploy_ended","timestamp":"{nowIso}","data":{"id":"evt-{random}","serviceId":"srv-1","serviceName":"web","status":"succeeded"}}',
    },
  ],
});
