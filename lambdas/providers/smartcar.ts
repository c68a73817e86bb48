import { bodyField, firstOf, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const smartcar = defineProvider({
  name: 'smartcar',
  displayName: 'Smartcar',
  docs: 'https://smartcar.com/docs/integrations/webhooks/payload-verification',
  evidence: 'vendor-code',
  source: 'smartcar/node-sdk index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('sc-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body, the same over retries.
  eventId: [bodyField('eventId')],
  eventType: [bodyField('eventType')],
  handshakes: [
    {
      // The challenge is a UUID, and no delivery's body is one: what is signed here is never a delivery's signature.
      name: 'verify',
      signed: false,
      when: [
        { part: firstOf(bodyField('eventType'), bodyField('eventName')), matches: 'VERIFY|verify' },
        { part: header('sc-signature'), absent: true },
      ],
      answer: {
        status: 200,
        body: {
          json: {
            challenge: {
              hmac: {
                hash: 'sha256',
                encoding: 'hex',
                of: firstOf(bodyField('data.challenge'), bodyField('payload.challenge')),
                pattern: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
              },
            },
          },
        },
      },
    },
  ],
  deadlineSeconds: 15,
  retries: '3 times, after 25, 50 and 100 seconds (https://smartcar.com/docs/api-reference/webhooks/delivery-behavior)',
  secret: {
    label: 'the application management token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Store the application management token with `inbox secret set`.',
    'Add a webhook with the endpoint’s URL in Smartcar and verify it: the inbox answers the challenge.',
  ],
  samples: [
    {
      eventType: 'VEHICLE_STATE',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventId":"{id}","eventType":"VEHICLE_STATE","data":{"user":{"id":"u1"},"vehicle":{"id":"v1"}},"meta":{"version":"4.0","webhookId":"{uuid}","webhookName":"Inbox","deliveryId":"{uuid}","deliveredAt":{nowMs}}}',
    },
  ],
});
