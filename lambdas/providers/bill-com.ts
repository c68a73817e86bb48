import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const billCom = defineProvider({
  name: 'bill-com',
  displayName: 'BILL',
  docs: 'https://developer.bill.com/docs/bill-webhook-api-general-rules',
  evidence: 'vendor-docs',
  source: 'https://developer.bill.com/docs/test-with-webhook-security',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-bill-sha-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('metadata.eventId')],
  eventType: [bodyField('metadata.eventType')],
  deadlineSeconds: 10,
  retries:
    'with exponential backoff: after 2, 4, 8 and 16 seconds (https://developer.bill.com/docs/bill-webhook-api-notification-rules)',
  secret: {
    label: 'the subscription’s securityKey',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a subscription with the endpoint’s URL as notificationUrl through the API (POST /v3/subscriptions).',
    'Store the securityKey of the answer, which is given only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'vendor.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"metadata":{"eventId":"{id}","subscriptionId":"s1","organizationId":"o1","eventType":"vendor.created","version":"1"},"vendor":{"id":"v1","name":"Example","createdTime":"{nowIso}"}}',
    },
  ],
});
