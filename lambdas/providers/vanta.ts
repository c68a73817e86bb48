import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vanta = defineProvider({
  name: 'vanta',
  displayName: 'Vanta',
  docs: 'https://developer.vanta.com/docs/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Vanta’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'test.failed',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: '{random}',
      body: '{"type":"test.failed","timestamp":"{nowIso}","data":{"testId":"{random}","status":"NEEDS_ATTENTION"}}',
    },
  ],
});
