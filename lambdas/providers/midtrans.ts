import { bodyField, secretText } from '../verification/parts.ts';
import { digest } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const midtrans = defineProvider({
  name: 'midtrans',
  displayName: 'Midtrans',
  docs: 'https://docs.midtrans.com/docs/https-notification-webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.midtrans.com/reference/handle-notifications',
  verification: digest({
    hash: 'sha512',
    encoding: 'hex',
    signature: bodyField('signature_key'),
    signedContent: [bodyField('order_id'), bodyField('status_code'), bodyField('gross_amount'), secretText],
    bodyNotCovered: 'order, status code and amount are signed, the rest of the body is not',
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('transaction_status')],
  deadlineSeconds: 15,
  retries:
    'once after a 500, four times after a 503, twice after a 400 or 404, never after a redirect, else five times (Midtrans/technical-documentation-site en/after-payment/http-notification.md)',
  secret: {
    label: 'the server key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Configuration in Midtrans’s dashboard and enter the endpoint’s URL as Payment Notification URL.',
    'Store the server key, under Settings → Access Keys, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'settlement',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"transaction_time":"2026-11-24 10:00:00","transaction_status":"settlement","transaction_id":"{id}","status_code":"200","signature_key":"{signature}","order_id":"order-1","gross_amount":"10000.00","currency":"IDR","payment_type":"gopay","fraud_status":"accept"}',
    },
  ],
});
