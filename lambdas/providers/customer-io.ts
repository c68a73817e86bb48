import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-cio-timestamp');

export const customerIo = defineProvider({
  name: 'customer-io',
  displayName: 'Customer.io',
  docs: 'https://docs.customer.io/api/webhooks/',
  evidence: 'vendor-code',
  source: 'npm customerio-node 5.2.0, dist/lib/webhooks.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-cio-signature'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('metric')],
  deadlineSeconds: 4,
  retries:
    'for seven days with exponential backoff, the deliveries behind it waiting (https://docs.customer.io/api/webhooks/)',
  secret: {
    label: 'the reporting webhook’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Data & Integrations → Integrations → Reporting Webhooks and add one with the endpoint’s URL.',
    'Choose the events.',
    'Store the webhook’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      id: '01{random}',
      body: '{"event_id":"{id}","object_type":"email","metric":"delivered","timestamp":{now},"data":{"customer_id":"42","delivery_id":"RPILAgABcRhIBqSp7kiPekGBIeVh","recipient":"ada@example.com","subject":"Hello"}}',
    },
  ],
});
