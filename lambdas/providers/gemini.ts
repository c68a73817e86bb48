import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const gemini = defineProvider({
  name: 'gemini',
  displayName: 'Google Gemini API (static secret mode)',
  docs: 'https://ai.google.dev/gemini-api/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://blog.google/innovation-and-ai/technology/developers-tools/event-driven-webhooks/',
  verification: standardWebhooks(),
  // Signed, and by the standard the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  caution: 'dynamic webhooks, named in the request of a job, are signed in another way and refused',
  deadlineSeconds: null,
  retries:
    'for up to 24 hours (https://blog.google/innovation-and-ai/technology/developers-tools/event-driven-webhooks/)',
  secret: {
    label: 'the webhook’s signing secret (new_signing_secret)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a static webhook with the endpoint’s URL through the Gemini API.',
    'Store the signing secret, which only the answer to that shows, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'batch.succeeded',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"type":"batch.succeeded","version":"v1","timestamp":"{nowIso}","data":{"id":"batches/{random}"}}',
    },
  ],
});
