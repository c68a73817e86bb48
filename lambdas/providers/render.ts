import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const render = defineProvider({
  name: 'render',
  displayName: 'Render',
  docs: 'https://render.com/docs/webhooks',
  evidence: 'vendor-code',
  source: 'render-examples/webhook-receiver app.ts',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 15,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Integrations → Webhooks of the workspace and create one with the endpoint’s URL.',
    'Choose the events.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
