import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const granola = defineProvider({
  name: 'granola',
  displayName: 'Granola',
  docs: 'https://docs.granola.ai/webhooks',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/granola.ts',
  verification: standardWebhooks(),
  // The event’s id, which retries repeat; signed, as the header is.
  eventId: [bodyField('event_id'), header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Granola’s settings or through its API (POST /v1/webhook-endpoints); a Business or Enterprise plan is needed.',
    'Store the signing secret (whsec_…), which is shown only then, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'note.generated',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"event_id":"{id}","event_type":"note.generated","note_id":"not_1d3tmYTlCICgjy","occurred_at":"{nowIso}"}',
    },
  ],
});
