import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dwolla = defineProvider({
  name: 'dwolla',
  displayName: 'Dwolla',
  docs: 'https://developers.dwolla.com/docs/balance/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.dwolla.com/docs/balance/webhooks/frequently-asked-questions',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-request-signature-sha-256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('topic')],
  deadlineSeconds: 10,
  retries:
    'eight times over 72 hours, after 15 and 45 minutes, 2, 3, 6, 12, 24 and 24 hours; paused after 400 failures in a row (https://developers.dwolla.com/docs/api-reference/webhook-subscriptions)',
  secret: {
    label: 'the secret of the webhook subscription',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook subscription with the endpoint’s URL and a random secret through the API (POST /webhook-subscriptions).',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'customer_created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","resourceId":"fc451a7a-ae30-4404-aB95-e3553fcd733f","topic":"customer_created","timestamp":"{nowIso}","_links":{"self":{"href":"https://api-sandbox.dwolla.com/events/{id}"},"resource":{"href":"https://api-sandbox.dwolla.com/customers/fc451a7a-ae30-4404-aB95-e3553fcd733f"}}}',
    },
  ],
});
