import { bodyField, firstOf, header, joined } from '../verification/parts.ts';
import { choose, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nash = defineProvider({
  name: 'nash',
  displayName: 'Nash',
  docs: 'https://docs.usenash.com/reference/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.usenash.com/reference/webhooks',
  // Sent and signed by Svix; which of its two families of headers could not be read.
  verification: choose(
    {
      when: [{ part: firstOf(header('svix-signature'), header('svix-id'), header('svix-timestamp')), present: true }],
      scheme: standardWebhooks({ headerPrefix: 'svix' }),
    },
    { when: [], scheme: standardWebhooks() },
  ),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id'), header('webhook-id')],
  eventType: [joined('.', bodyField('type'), bodyField('event'))],
  deadlineSeconds: null,
  retries: 'by Svix, which sends its webhooks (https://docs.usenash.com/reference/webhooks)',
  secret: {
    label: 'the endpoint’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhook Management in the Nash portal and add the endpoint’s URL with its events.',
    'Store the endpoint’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivery.dropoff_complete',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: '{random}',
      body: '{"type":"delivery","event":"dropoff_complete","data":{"id":"job_R7FXJrfB99bpvpzf6CriJC","createdAt":"{nowIso}","isBatch":false}}',
    },
  ],
});
