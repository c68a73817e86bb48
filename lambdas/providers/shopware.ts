import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const shopware = defineProvider({
  name: 'shopware',
  displayName: 'Shopware 6 apps',
  docs: 'https://developer.shopware.com/docs/guides/plugins/apps/lifecycle/webhook.html',
  evidence: 'vendor-code',
  source: 'shopware/app-sdk-js src/context-resolver.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('shopware-shop-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body, the same over retries; shops before 6.4.11.0 send none.
  eventId: [bodyField('source.eventId')],
  eventType: [bodyField('data.event')],
  caution: 'each shop has a secret of its own: give each an endpoint of its own',
  // shopware/shopware src/Core/Framework/Webhook/Handler/WebhookEventMessageHandler.php
  deadlineSeconds: 20,
  retries:
    '3 more times, after 1, 2 and 4 seconds by default (https://developer.shopware.com/docs/resources/references/adr/2026-04-14-webhook-outbox-transport.html)',
  secret: {
    label: 'the secret exchanged when the shop registered the app',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Name the endpoint’s URL in a webhook element under webhooks in the app’s manifest.xml.',
    'Store the secret exchanged when the shop registered the app with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'product.written',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":{"payload":[{"entity":"product","operation":"update","primaryKey":"7b04","updatedFields":["stock"]}],"event":"product.written"},"source":{"url":"https://shop.example.com","appVersion":"1.0.0","shopId":"dgrH7nLU6tlE","eventId":"{id}"},"timestamp":{now}}',
    },
  ],
});
