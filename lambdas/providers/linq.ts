import { bodyField } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const linq = defineProvider({
  name: 'linq',
  displayName: 'Linq',
  docs: 'https://docs.linqapp.com/api/resources/webhook_events',
  evidence: 'vendor-code',
  source: 'npm @linqapp/sdk 0.28.2, resources/webhooks.mjs',
  verification: standardWebhooks(),
  // An id of the event in the signed body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries:
    'on 429, 5xx and network errors up to 10 times within about 25 minutes, other 4xx never (https://docs.linqapp.com/api/resources/webhook_events)',
  secret: {
    label: 'the subscription’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a subscription with the endpoint’s URL through Linq’s API (POST /v3/webhook-subscriptions).',
    'Store its signing secret (whsec_…), which only that answer shows, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"api_version":"v3","event_id":"{id}","event_type":"message.received","created_at":"{nowIso}","data":{"id":"m1","parts":[{"type":"text","value":"Hello"}]}}',
    },
  ],
});
