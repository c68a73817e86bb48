import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const _360learning = defineProvider({
  name: '360learning',
  displayName: '360Learning',
  docs: 'https://360learning.readme.io/docs/event-payload-and-headers',
  evidence: 'vendor-docs',
  source: 'https://360learning.readme.io/docs/event-payload-and-headers',
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
    'Create a webhook with the endpoint’s URL in 360Learning’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'course.completed',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"{uuid}","type":"course.completed","timestamp":"{nowIso}","data":{"courseId":"5f1a","userId":"7c2b"}}',
    },
  ],
});
