import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const uber = defineProvider({
  name: 'uber',
  displayName: 'Uber',
  docs: 'https://developer.uber.com/docs/eats/guides/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developer.uber.com/docs/eats/references/api/webhooks.orders-notification',
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
  retries:
    '7 attempts in all, with exponential backoff from 1 second (https://developer.uber.com/docs/eats/references/api/webhooks.orders-notification)',
  secret: {
    label: 'the app’s client secret (Eats), else the webhook’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as Primary Webhook URL under Setup → Webhooks in Uber’s developer dashboard (Eats), or create a webhook with it in your product’s dashboard.',
    'Store the app’s client secret, or the webhook’s signing key of products that have one, with `inbox secret set`.',
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
