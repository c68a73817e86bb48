import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const btcpay = defineProvider({
  name: 'btcpay',
  displayName: 'BTCPay Server',
  docs: 'https://docs.btcpayserver.org/API/Greenfield/v1/#tag/Webhooks',
  evidence: 'vendor-code',
  source: 'btcpayserver/btcpayserver BTCPayServer/Plugins/Webhooks/WebhookSender.cs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('btcpay-sig', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The delivery’s id in the body, which a redelivery repeats as the original’s.
  eventId: [bodyField('originalDeliveryId')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    'if automatic redelivery is on: after 10 seconds, 1 minute and up to 6 times after 10 minutes (https://docs.btcpayserver.org/API/Greenfield/v1/#tag/Webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the settings of the store, with automatic redelivery.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'InvoiceSettled',
      contentType: 'application/json',
      id: '{random}',
      body: '{"deliveryId":"{random}","webhookId":"HtD8Wd","originalDeliveryId":"{id}","isRedelivery":false,"type":"InvoiceSettled","timestamp":{now},"storeId":"8Wxy","invoiceId":"Kx7L","overPaid":false}',
    },
  ],
});
