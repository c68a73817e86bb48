import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const shopware = defineProvider({
  name: 'shopware',
  displayName: 'Shopware 6 apps',
  docs: 'https://developer.shopware.com/docs/guides/plugins/apps/webhook.html',
  evidence: 'vendor-code',
  source: 'shopware/app-sdk-js src/context-resolver.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('shopware-shop-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('source.eventId')],
  eventType: [bodyField('data.event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the secret exchanged when the shop registered the app',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Shopware 6 apps’s settings.',
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
