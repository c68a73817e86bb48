import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const replicate = defineProvider({
  name: 'replicate',
  displayName: 'Replicate',
  docs: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
  evidence: 'vendor-code',
  source: 'replicate/replicate-javascript lib/util.js',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('status')],
  deadlineSeconds: null,
  retries:
    'the last webhook of a prediction several times, with exponential backoff, for about a minute; the others never (https://replicate.com/docs/topics/webhooks/receive-webhook)',
  secret: {
    label: 'the account’s default webhook secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Give the endpoint’s URL as webhook when you create a prediction.',
    'Store the key that Replicate’s API answers under webhooks/default/secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"{random}","version":"5c7d","status":"succeeded","input":{"prompt":"a cat"},"output":["https://replicate.delivery/out.png"],"created_at":"{nowIso}","completed_at":"{nowIso}"}',
    },
  ],
});
