import { header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fathom = defineProvider({
  name: 'fathom',
  displayName: 'Fathom',
  docs: 'https://developers.fathom.ai/webhooks',
  evidence: 'vendor-code',
  source: 'npm fathom-typescript 0.0.37, dist/esm/sdk/sdk.js',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  // There is one kind of event: the content of a new meeting is ready.
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open API Access in the user settings, generate an API key, then Manage → Add Webhook with the endpoint’s URL.',
    'Store the secret that is shown then with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'new-meeting-content-ready',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"title":"Weekly","meeting_title":"Weekly","recording_id":{digits},"url":"https://fathom.video/calls/1","share_url":"https://fathom.video/share/{random}","created_at":"{nowIso}","recorded_by":{"name":"Ada","email":"ada@example.com"}}',
    },
  ],
});
