import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const checkoutCom = defineProvider({
  name: 'checkout-com',
  displayName: 'Checkout.com',
  docs: 'https://www.checkout.com/docs/developer-resources/webhooks',
  evidence: 'third-party',
  source: 'https://docs.checkout.com (cited in evidence)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('cko-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the workflow’s signature key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Checkout.com’s settings.',
    'Store the workflow’s signature key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment_approved',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","type":"payment_approved","version":"1.0.0","created_on":"{nowIso}","data":{"id":"pay_1","amount":2500,"currency":"USD","approved":true}}',
    },
  ],
});
