import { bodyField } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const linq = defineProvider({
  name: 'linq',
  displayName: 'Linq',
  docs: null,
  evidence: 'vendor-code',
  source: 'npm @linqapp/sdk 0.28.2, resources/webhooks.mjs',
  verification: standardWebhooks(),
  // An id of the event in the signed body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Linq’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"api_version":"v3","event_id":"{id}","event_type":"message.received","created_at":"{nowIso}","data":{"id":"m1","parts":[{"type":"text","value":"Hello"}]}}',
    },
  ],
});
