import { firstOf, header } from '../verification/parts.ts';
import { choose, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const safebase = defineProvider({
  name: 'safebase',
  displayName: 'SafeBase',
  docs: null,
  evidence: 'third-party',
  source: 'svix/svix-webhooks javascript/src/models/ingestSourceIn.ts (type uses SvixConfig)',
  // No source says which family of names it sends; one svix header is enough to demand the whole family.
  verification: choose(
    {
      when: [{ part: firstOf(header('svix-signature'), header('svix-id'), header('svix-timestamp')), present: true }],
      scheme: standardWebhooks({ headerPrefix: 'svix' }),
    },
    { when: [], scheme: standardWebhooks() },
  ),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id'), header('webhook-id')],
  eventType: [],
  caution: 'no source shows the body: look at a genuine delivery before relying on its fields',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Give SafeBase the endpoint’s URL for its webhooks.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'event',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"timestamp":"{nowIso}","data":{"id":"{random}"}}',
    },
  ],
});
