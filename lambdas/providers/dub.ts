import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dub = defineProvider({
  name: 'dub',
  displayName: 'Dub',
  docs: 'https://dub.co/docs/concepts/webhooks/introduction',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('dub-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Dub’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'lead.created',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","event":"lead.created","createdAt":"{nowIso}","data":{"eventName":"Sign up","customer":{"id":"cus_1","email":"ada@example.com"}}}',
    },
  ],
});
