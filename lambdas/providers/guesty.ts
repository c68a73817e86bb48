import { bodyField, firstOf, header } from '../verification/parts.ts';
import { choose, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const guesty = defineProvider({
  name: 'guesty',
  displayName: 'Guesty',
  docs: 'https://open-api-docs.guesty.com/docs/webhooks',
  evidence: 'third-party',
  source: 'svix/svix-webhooks javascript/src/models/ingestSourceIn.ts (type uses SvixConfig)',
  // Sent through Svix; which of its two families of headers, the source does not say.
  verification: choose(
    {
      when: [{ part: firstOf(header('svix-signature'), header('svix-id'), header('svix-timestamp')), present: true }],
      scheme: standardWebhooks({ headerPrefix: 'svix' }),
    },
    { when: [], scheme: standardWebhooks() },
  ),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id'), header('webhook-id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL through Guesty’s Open API.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'guest.created',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: '{random}',
      body: '{"guest":{"_id":"{random}","firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","accountId":"62a8a2be2e53190032102a6e","fullName":"Ada Lovelace"},"by":"ada@example.com","event":"guest.created"}',
    },
  ],
});
