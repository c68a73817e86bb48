import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const uber = defineProvider({
  name: 'uber',
  displayName: 'Uber',
  docs: 'https://developer.uber.com/docs/eats/guides/webhooks',
  evidence: 'third-party',
  source:
    "public receivers search for the exact string 'x-uber-signature' (several independent public code bases agree)",
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-uber-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Uber’s settings.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'orders.notification',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event_id":"{id}","event_time":{now},"event_type":"orders.notification","meta":{"resource_id":"o1","status":"pos","user_id":"u1"},"resource_href":"https://api.uber.com/v1/eats/order/o1"}',
    },
  ],
});
