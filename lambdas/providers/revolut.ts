import { bodyField, header, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('revolut-request-timestamp');

export const revolut = defineProvider({
  name: 'revolut',
  displayName: 'Revolut (Merchant)',
  docs: 'https://developer.revolut.com/docs/guides/merchant/monitor-and-observe/webhooks/verify-the-payload-signature',
  evidence: 'vendor-docs',
  source:
    'https://developer.revolut.com/docs/guides/merchant/monitor-and-observe/webhooks/verify-the-payload-signature',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('revolut-signature', 'v1'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: ['v1.', timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: '3 more times, 10 minutes apart (revolut-engineering/revolut-openapi yaml/merchant-2026-04-20.yaml)',
  secret: {
    label: 'the webhook’s signing secret (wsk_…)',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: 'wsk_', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL through the Merchant API (POST /api/webhooks).',
    'Store the signing_secret of the answer (wsk_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ORDER_COMPLETED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"ORDER_COMPLETED","order_id":"{uuid}","merchant_order_ext_ref":"order-1"}',
    },
  ],
});
