import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('stripe-signature', 't');

export const stripe = defineProvider({
  name: 'stripe',
  displayName: 'Stripe',
  docs: 'https://docs.stripe.com/webhooks#verify-manually',
  evidence: 'vendor-code',
  source: 'npm stripe 23.1.0, esm/Webhooks.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Several while a secret is rolled; v0 is a test scheme and never counts.
    signature: headerParam('stripe-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // evt_… is the event itself and stays the same over all redeliveries; two events of one API call differ in it.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'for up to three days, at growing intervals (https://docs.stripe.com/webhooks/process-undelivered-events)',
  secret: {
    label: 'the endpoint’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/=]{16,}$',
    mistakes: [
      {
        pattern: '^(?:sk|rk|pk)_(?:live|test)_',
        sentence: 'This is an API key; the signing secret begins with whsec_ and stands on the endpoint’s own page.',
      },
    ],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Workbench → Webhooks in the Stripe dashboard and add a destination.',
    'Choose the event types and paste the endpoint’s URL.',
    'Reveal the signing secret (whsec_…) and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.paid',
      contentType: 'application/json; charset=utf-8',
      headers: { 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)' },
      id: 'evt_{random}',
      body: `{
  "id": "{id}",
  "object": "event",
  "api_version": "2026-10-29.dahlia",
  "created": {now},
  "data": {
    "object": {
      "id": "in_1MtHbELkdIwHu7ixl4OzzPMv",
      "object": "invoice",
      "amount_due": 4900,
      "amount_paid": 4900,
      "currency": "eur",
      "customer": "cus_NeZwdNtLEOXuvB",
      "status": "paid"
    }
  },
  "livemode": false,
  "pending_webhooks": 1,
  "request": { "id": null, "idempotency_key": null },
  "type": "invoice.paid"
}`,
    },
    {
      eventType: 'payment_intent.succeeded',
      contentType: 'application/json; charset=utf-8',
      headers: { 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)' },
      id: 'evt_{random}',
      body: `{
  "id": "{id}",
  "object": "event",
  "api_version": "2026-10-29.dahlia",
  "created": {now},
  "data": {
    "object": {
      "id": "pi_3MtwBwLkdIwHu7ix28a3tqPa",
      "object": "payment_intent",
      "amount": 2000,
      "amount_received": 2000,
      "currency": "eur",
      "status": "succeeded"
    }
  },
  "livemode": false,
  "pending_webhooks": 1,
  "request": { "id": "req_Zv1f9b2Qn1abcD", "idempotency_key": null },
  "type": "payment_intent.succeeded"
}`,
    },
    {
      eventType: 'customer.created',
      contentType: 'application/json; charset=utf-8',
      headers: { 'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)' },
      id: 'evt_{random}',
      body: `{
  "id": "{id}",
  "object": "event",
  "api_version": "2026-10-29.dahlia",
  "created": {now},
  "data": { "object": { "id": "cus_NffrFeUfNV2Hib", "object": "customer", "email": "jenny@example.com" } },
  "livemode": false,
  "pending_webhooks": 1,
  "request": { "id": null, "idempotency_key": null },
  "type": "customer.created"
}`,
    },
  ],
});
