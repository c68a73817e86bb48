import { bodyField, header, rawBody, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const square = defineProvider({
  name: 'square',
  displayName: 'Square',
  docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
  evidence: 'vendor-code',
  source: 'npm square 46.0.0, wrapper/WebhooksHelper.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // The older x-square-signature (SHA-1) never counts.
    signature: header('x-square-hmacsha256-signature'),
    signedContent: [url({ query: 'configured' }), rawBody],
  }),
  // The id of the event in the signed body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries: 'for up to 24 hours (https://developer.squareup.com/docs/webhooks/troubleshooting)',
  secret: {
    label: 'the subscription’s signature key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 16 },
  },
  registration: [
    'Open Webhooks → Subscriptions of the application and add one with the endpoint’s URL, exactly as shown here: Square signs it.',
    'Show the signature key and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"merchant_id":"6SSW7HV8K2ST5","type":"payment.created","event_id":"{id}","created_at":"{nowIso}","data":{"type":"payment","id":"KkAkhdMsgzn59SM8A89WgKwekxLZY","object":{"payment":{"id":"KkAkhdMsgzn59SM8A89WgKwekxLZY","status":"APPROVED"}}}}',
    },
    {
      eventType: 'refund.updated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"merchant_id":"6SSW7HV8K2ST5","type":"refund.updated","event_id":"{id}","created_at":"{nowIso}","data":{"type":"refund","id":"KkAkhdMsgzn59SM8A89WgKwekxLZZ","object":{"refund":{"status":"COMPLETED"}}}}',
    },
  ],
});
