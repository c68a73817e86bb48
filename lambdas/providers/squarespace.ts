import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const squarespace = defineProvider({
  name: 'squarespace',
  displayName: 'Squarespace',
  docs: 'https://developers.squarespace.com/commerce-apis/webhooks/verifying-notifications',
  evidence: 'vendor-docs',
  source: 'https://developers.squarespace.com/commerce-apis/webhooks/verifying-notifications',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'hex',
    signature: header('squarespace-signature'),
    signedContent: [rawBody],
  }),
  // The notification’s own id in the body, by which the documentation says duplicates are found.
  eventId: [bodyField('id')],
  eventType: [bodyField('topic')],
  deadlineSeconds: null,
  retries: 'several times for up to 48 hours (http://developers.squarespace.com/webhooks/notification-delivery)',
  secret: {
    label: 'the webhook subscription’s secret, in hexadecimal',
    pattern: '^(?:[0-9a-fA-F]{2}){16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Create a webhook subscription with the endpoint’s URL through Squarespace’s Webhook Subscriptions API.',
    'Store the secret of the answer, which is shown only when it is made or rotated, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.create',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","websiteId":"60f0","subscriptionId":"s1","topic":"order.create","createdOn":"{nowIso}","data":{"orderId":"o1"}}',
    },
  ],
});
