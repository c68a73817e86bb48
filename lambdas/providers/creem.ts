import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const creem = defineProvider({
  name: 'creem',
  displayName: 'Creem',
  docs: 'https://docs.creem.io/code/webhooks',
  evidence: 'third-party',
  source: 'public receivers of the header creem-signature, many of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('creem-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the developers’ section of Creem’s dashboard and register the endpoint’s URL as a webhook.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'checkout.completed',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","eventType":"checkout.completed","created_at":{nowMs},"object":{"id":"ch_{random}","object":"checkout","status":"completed"}}',
    },
  ],
});
