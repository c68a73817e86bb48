import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const squarespace = defineProvider({
  name: 'squarespace',
  displayName: 'Squarespace',
  docs: 'https://developers.squarespace.com/webhook-subscription-apis',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'hex',
    signature: header('squarespace-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('topic')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret, in hexadecimal',
    pattern: '^(?:[0-9a-fA-F]{2}){16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Squarespace’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
