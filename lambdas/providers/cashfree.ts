import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-webhook-timestamp');

export const cashfree = defineProvider({
  name: 'cashfree',
  displayName: 'Cashfree',
  docs: 'https://www.cashfree.com/docs/payments/online/webhooks/signature-verification',
  evidence: 'vendor-docs',
  source: 'https://www.cashfree.com/docs/payments/online/webhooks/signature-verification',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-webhook-signature'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    'by default up to 3, after 2, 10 and 30 minutes; the policy is a setting of the endpoint (https://www.cashfree.com/docs/api-reference/webhooks/reliability-and-operations)',
  secret: {
    label: 'the client secret of the payment gateway',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Payment Gateway → Developers → Webhooks in the Merchant Dashboard and add the endpoint’s URL.',
    'Store the client secret of the payment gateway with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT_SUCCESS_WEBHOOK',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":{"order":{"order_id":"order_{random}","order_amount":2,"order_currency":"INR"},"payment":{"cf_payment_id":{digits},"payment_status":"SUCCESS","payment_amount":1,"payment_time":"{nowIso}"}},"event_time":"{nowIso}","type":"PAYMENT_SUCCESS_WEBHOOK"}',
    },
  ],
});
