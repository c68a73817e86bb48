import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const creem = defineProvider({
  name: 'creem',
  displayName: 'Creem',
  docs: 'https://docs.creem.io/code/webhooks',
  evidence: 'vendor-code',
  source: 'npm creem 1.13.0, dist/esm/webhooks.js; many public receivers agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('creem-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('eventType')],
  caution:
    'Creem’s own code also knows deliveries signed as Standard Webhooks (webhook-signature), which are refused here',
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
