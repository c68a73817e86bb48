import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fathom = defineProvider({
  name: 'fathom',
  displayName: 'Fathom',
  docs: 'https://developers.fathom.ai/webhooks#verifying-webhooks',
  evidence: 'third-party',
  source: 'https://developers.fathom.ai/webhooks#verifying-webhooks',
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
    'Create a webhook with the endpoint’s URL in Fathom’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'new_meeting',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"type":"new_meeting","title":"Weekly","recording_id":{digits},"url":"https://fathom.video/calls/1","created_at":"{nowIso}"}',
    },
  ],
});
