import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dub = defineProvider({
  name: 'dub',
  displayName: 'Dub',
  docs: 'https://dub.co/docs/webhooks/verify-webhook-requests',
  evidence: 'vendor-docs',
  source: 'dubinc/docs docs/webhooks/verify-webhook-requests.mdx',
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
  retries:
    'until it succeeds, after 12 seconds, 2, 30 and 367 minutes, then daily; disabled after 20 failures in a row (dubinc/docs docs/webhooks/introduction.mdx)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'hex', bytes: 8 },
  },
  registration: [
    'Open the Webhooks settings of the Dub workspace and create a webhook with the endpoint’s URL and the events.',
    'Store its signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'lead.created',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","event":"lead.created","createdAt":"{nowIso}","data":{"eventName":"Sign up","customer":{"id":"cus_1","name":"Ada","email":"ada@example.com","avatar":null,"externalId":"1","createdAt":"{nowIso}"}}}',
    },
  ],
});
