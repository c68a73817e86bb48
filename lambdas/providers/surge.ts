import { bodyField } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const surge = defineProvider({
  name: 'surge',
  displayName: 'Surge',
  docs: 'https://docs.surge.app/api-reference/webhooks/signature-validation',
  evidence: 'vendor-code',
  source: 'npm @surgeapi/node 0.30.0, resources/webhooks.mjs',
  // The header surge-signature of older documentation is no way in: it had no id, and no window for replays.
  verification: standardWebhooks(),
  // The event’s own id in the body; webhook-id is one attempt’s.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'up to 20 times with exponential backoff (https://docs.surge.app/api-reference/webhooks/intro)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL under Settings → Webhooks at hq.surge.app.',
    'Store its signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      headers: { 'webhook-id': 'msg_{random}' },
      id: 'evt_{random}',
      body: '{"id":"{id}","type":"message.received","timestamp":"{nowIso}","account_id":"acct_1","data":{"id":"msg_{random}","body":"Hello","conversation":{"contact":{"phone_number":"+18015551234"}}}}',
    },
  ],
});
