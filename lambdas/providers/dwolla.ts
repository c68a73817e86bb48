import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dwolla = defineProvider({
  name: 'dwolla',
  displayName: 'Dwolla',
  docs: 'https://developers.dwolla.com/docs/webhook-events',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-request-signature-sha-256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('topic')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Dwolla’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'customer_created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","resourceId":"fc451a7a-ae30-4404-aB95-e3553fcd733f","topic":"customer_created","timestamp":"{nowIso}","created":"{nowIso}"}',
    },
  ],
});
