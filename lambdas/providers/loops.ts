import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const loops = defineProvider({
  name: 'loops',
  displayName: 'Loops',
  docs: 'https://loops.so/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://loops.so/docs/webhooks',
  verification: standardWebhooks(),
  // Signed, and the event’s own id.
  eventId: [header('webhook-id')],
  eventType: [bodyField('eventName')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks in Loops and enter the endpoint’s URL, of which an account has one.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'email.delivered',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"eventName":"email.delivered","eventTime":{now},"webhookSchemaVersion":"1.0.0","sourceType":"campaign","campaignId":"cm4t1suns001uw6atri87v54s","email":{"id":"{random}","emailMessageId":"cm4t1sseg004tje7982991nan","subject":"Hello"},"contactIdentity":{"id":"cm4ittmhq0011ow9fyrv3xopw","email":"ada@example.com","userId":null}}',
    },
  ],
});
