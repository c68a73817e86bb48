import { header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vanta = defineProvider({
  name: 'vanta',
  displayName: 'Vanta',
  docs: 'https://developer.vanta.com/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developer.vanta.com/docs/webhooks',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id')],
  eventType: [],
  caution: 'the body does not name the type of its event: subscribe each endpoint to one type to tell them apart',
  deadlineSeconds: 15,
  retries:
    'after 5 seconds, 5 minutes, 30 minutes, 2 hours, 8 hours, 1 day and 2 days (https://developer.vanta.com/reference/webhooks/overview)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Press “Add Endpoint” under Settings > Webhooks and enter the endpoint’s URL.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'v1.questionnaire.status-changed',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: '{random}',
      body: '{"questionnaire":{"id":"{digits}","status":"COMPLETE"}}',
    },
  ],
});
