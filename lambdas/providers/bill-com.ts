import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const billCom = defineProvider({
  name: 'bill-com',
  displayName: 'BILL',
  docs: 'https://developer.bill.com/docs/webhooks',
  evidence: 'third-party',
  source: 'public receivers',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-bill-sha-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('metadata.eventId')],
  eventType: [bodyField('metadata.eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the subscription’s security key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in BILL’s settings.',
    'Store the subscription’s security key with `inbox secret set`.',
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
