import { formField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const headers = (topic: string) => ({
  'x-wc-webhook-source': 'https://shop.example.com/',
  'x-wc-webhook-topic': topic,
  'x-wc-webhook-id': '12',
  'x-wc-webhook-delivery-id': '{id}',
});

export const woocommerce = defineProvider({
  name: 'woocommerce',
  displayName: 'WooCommerce',
  docs: 'https://woocommerce.com/document/webhooks/',
  evidence: 'vendor-code',
  source: 'woocommerce/woocommerce, plugins/woocommerce/includes/class-wc-webhook.php',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-wc-webhook-signature'),
    signedContent: [rawBody],
  }),
  // Not signed, and made of the hook and the second: two deliveries within one second share it.
  eventId: [header('x-wc-webhook-delivery-id')],
  unsignedId: true,
  eventType: [header('x-wc-webhook-topic')],
  handshakes: [
    {
      // Posted unsigned when the webhook is saved. Nothing beside the one field may ride along.
      name: 'ping',
      signed: false,
      when: [
        { method: 'POST' },
        { part: formField('webhook_id'), matches: '[0-9]{1,20}' },
        { onlyFormFields: ['webhook_id'] },
      ],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 60,
  retries:
    'never; after more than five failures in a row the webhook is disabled (woocommerce/woocommerce, class-wc-webhook.php)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S.*\\S$',
    mistakes: [
      {
        pattern: '^c[ks]_[0-9a-f]{40}$',
        sentence: 'This is a REST API key; the secret stands in the webhook’s own settings.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 25 },
  },
  registration: [
    'Open WooCommerce → Settings → Advanced → Webhooks and add a webhook with the endpoint’s URL, status Active.',
    'Store its secret with `inbox secret set`: without one WooCommerce signs with something else.',
  ],
  samples: [
    {
      eventType: 'order.created',
      contentType: 'application/json',
      headers: headers('order.created'),
      id: '{random}',
      body: '{"id":727,"number":"727","status":"processing","currency":"EUR","date_created":"{nowIso}","total":"29.35","billing":{"first_name":"Ada","last_name":"Lovelace","email":"ada@example.com"},"line_items":[{"id":315,"name":"Woo Single #1","quantity":2,"total":"6.00"}]}',
    },
    {
      eventType: 'order.deleted',
      contentType: 'application/json',
      headers: headers('order.deleted'),
      id: '{random}',
      body: '{"id":727}',
    },
  ],
});
