import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('paddle-signature', 'ts', { separator: ';' });

export const paddle = defineProvider({
  name: 'paddle',
  displayName: 'Paddle',
  docs: 'https://developer.paddle.com/webhooks/signature-verification',
  evidence: 'vendor-code',
  source: 'npm @paddle/paddle-node-sdk 3.10.0, notifications/helpers/webhooks-validator.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Several while a secret is rotated; the documentation lets any of them match.
    signature: headerParam('paddle-signature', 'h1', { separator: ';' }),
    timestamp,
    toleranceSeconds: 5,
    signedContent: [timestamp, ':', rawBody],
  }),
  // The id of the event in the signed body; notification_id names the delivery.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: 5,
  retries:
    'up to 60 times over 3 days with exponential backoff on live accounts (https://developer.paddle.com/webhooks/about/respond-to-webhooks)',
  secret: {
    label: 'the notification destination’s secret key (pdl_ntfset_…)',
    pattern: '^(?:pdl_)?ntfset_\\S{16,}$',
    mistakes: [
      {
        pattern: '^pdl_(?:live|sdbx)_',
        sentence: 'This is an API key; the secret key of the notification destination begins with pdl_ntfset_.',
      },
    ],
    local: { kind: 'text', prefix: 'pdl_ntfset_', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Developer tools → Notifications and create a destination of type webhook with the endpoint’s URL.',
    'Copy its secret key (pdl_ntfset_…) and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'transaction.completed',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"event_id":"{id}","event_type":"transaction.completed","occurred_at":"{nowIso}","notification_id":"ntf_01hv8x2ahb4kf8vcs1dgzv2j7y","data":{"id":"txn_01hv8wptq8987qeep44cyrewp9","status":"completed","currency_code":"EUR"}}',
    },
    {
      eventType: 'subscription.created',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"event_id":"{id}","event_type":"subscription.created","occurred_at":"{nowIso}","notification_id":"ntf_01hv8x2ahb4kf8vcs1dgzv2j7z","data":{"id":"sub_01hv8x29kz0t586xy6zn1a62ny","status":"active","currency_code":"EUR"}}',
    },
  ],
});
