import { firstOf, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

/** Webhooks send x-shopify-…, the newer Events deliveries shopify-…; the values mean the same. */
const shopifyHeader = (name: string) => firstOf(header(`shopify-${name}`), header(`x-shopify-${name}`));

export const shopify = defineProvider({
  name: 'shopify',
  displayName: 'Shopify',
  docs: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
  evidence: 'vendor-code',
  source: 'npm @shopify/shopify-api 15.0.0, lib/utils/hmac-validator.mjs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: shopifyHeader('hmac-sha256'),
    signedContent: [rawBody],
  }),
  // Shopify's documentation names the event id for finding duplicates (https://shopify.dev/apps/build/webhooks/ignore-duplicates);
  // deliveries of the Events kind have only a webhook id. The event id is shared by all deliveries of one merchant action,
  // of other topics too (https://shopify.dev/docs/apps/build/webhooks/delivery-structure): hence one endpoint per topic.
  eventId: [shopifyHeader('event-id'), shopifyHeader('webhook-id')],
  unsignedId: true,
  eventType: [shopifyHeader('topic')],
  deadlineSeconds: 5,
  retries: '8 times over 4 hours (https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks)',
  secret: {
    label: 'the app’s client secret, or the store’s “webhooks signed with” text',
    pattern: '^\\S{16,}$',
    mistakes: [
      {
        pattern: '^shp(?:at|ca|pa)_',
        sentence: 'This is an access token; deliveries are signed with the app’s client secret.',
      },
    ],
    local: { kind: 'text', prefix: 'shpss_', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Subscribe to topics in shopify.app.toml or through the GraphQL Admin API, with the endpoint’s URL.',
    'Give each topic an endpoint of its own: one merchant action sends the same event id under several topics, and the second would count as a duplicate.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'orders/create',
      contentType: 'application/json',
      headers: {
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': 'example.myshopify.com',
        'x-shopify-api-version': '2026-10',
        'x-shopify-webhook-id': '{uuid}',
        'x-shopify-event-id': '{id}',
        'x-shopify-triggered-at': '{nowIso}',
      },
      id: '{uuid}',
      body: '{"id":820982911946154508,"admin_graphql_api_id":"gid:\\/\\/shopify\\/Order\\/820982911946154508","email":"jon@example.com","created_at":"{nowIso}","currency":"EUR","total_price":"403.00","line_items":[{"id":866550311766439020,"quantity":1,"title":"IPod Nano - 8GB"}]}',
    },
    {
      eventType: 'app/uninstalled',
      contentType: 'application/json',
      headers: {
        'x-shopify-topic': 'app/uninstalled',
        'x-shopify-shop-domain': 'example.myshopify.com',
        'x-shopify-api-version': '2026-10',
        'x-shopify-webhook-id': '{uuid}',
        'x-shopify-event-id': '{id}',
        'x-shopify-triggered-at': '{nowIso}',
      },
      id: '{uuid}',
      body: '{"id":548380009,"name":"Super Toys","domain":null,"myshopify_domain":"example.myshopify.com"}',
    },
    {
      // The header names of Events deliveries.
      eventType: 'products/update',
      contentType: 'application/json',
      headers: {
        'shopify-hmac-sha256': '-',
        'shopify-topic': 'products/update',
        'shopify-shop-domain': 'example.myshopify.com',
        'shopify-api-version': '2026-10',
        'shopify-webhook-id': '{id}',
        'shopify-triggered-at': '{nowIso}',
      },
      id: '{uuid}',
      body: '{"product":{"id":"gid://shopify/Product/788032119674292922","title":"Example T-Shirt","updatedAt":"{nowIso}"}}',
    },
  ],
});
