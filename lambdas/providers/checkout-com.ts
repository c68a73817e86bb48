import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const checkoutCom = defineProvider({
  name: 'checkout-com',
  displayName: 'Checkout.com',
  docs: 'https://www.checkout.com/docs/workflows',
  evidence: 'vendor-docs',
  source: 'https://checkout.com/docs/workflows/set-up-your-webhook-receiver',
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
  retries:
    'up to eight times: after 5, 10, 15 and 30 minutes, 1, 4, 12 and 12 hours (https://www.checkout.com/docs/workflows)',
  secret: {
    label: 'the signature key of the workflow’s webhook action',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a workflow with a webhook action that has the endpoint’s URL, in the Dashboard or through the API.',
    'Store the action’s signature key with `inbox secret set`.',
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
