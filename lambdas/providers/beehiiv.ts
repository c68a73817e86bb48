import { bodyField, firstOf, header } from '../verification/parts.ts';
import { choose, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const beehiiv = defineProvider({
  name: 'beehiiv',
  displayName: 'beehiiv',
  docs: 'https://developers.beehiiv.com/webhooks',
  evidence: 'third-party',
  source: 'svix/svix-webhooks javascript/src/models/ingestSourceIn.ts (type uses SvixConfig)',
  // No page says which of Svix’s two families of headers is sent; Svix’s own library reads both.
  verification: choose(
    {
      when: [{ part: firstOf(header('svix-signature'), header('svix-id'), header('svix-timestamp')), present: true }],
      scheme: standardWebhooks({ headerPrefix: 'svix' }),
    },
    { when: [], scheme: standardWebhooks() },
  ),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id'), header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in beehiiv’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscription.created',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"uid":"{random}","event_type":"subscription.created","event_timestamp":{now},"data":{"id":"sub_{uuid}","email":"ada@example.com","status":"active"}}',
    },
  ],
});
