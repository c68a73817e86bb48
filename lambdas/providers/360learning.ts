import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const _360learning = defineProvider({
  name: '360learning',
  displayName: '360Learning',
  docs: 'https://360learning.readme.io/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://360learning.readme.io/docs/security-and-signature-verification',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts (https://360learning.readme.io/docs/event-payload-and-headers).
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 15,
  retries:
    'up to seven times: after 5 seconds, 5 and 30 minutes, 2, 5, 10 and 10 hours (https://360learning.readme.io/docs/retry-logic)',
  secret: {
    label: 'the subscription’s signing secret',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a subscription of an event type with the endpoint’s URL.',
    'Open Settings → Webhooks in 360Learning and choose See secret at the subscription.',
    'Store the signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"user.created","timestamp":{nowMs},"data":{"userId":"684c154ab06eb32565e5cbc0","createdAt":"{nowIso}","firstName":"Ada","lastName":"Lovelace","mail":"ada@example.com"}}',
    },
  ],
});
