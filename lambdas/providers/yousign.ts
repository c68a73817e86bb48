import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const yousign = defineProvider({
  name: 'yousign',
  displayName: 'Yousign',
  docs: 'https://developers.yousign.com/docs/use-webhooks-in-your-app',
  evidence: 'vendor-docs',
  source: 'https://developers.yousign.com/docs/use-webhooks-in-your-app; the prefix sha256= as in public receivers',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-yousign-signature-256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_name')],
  deadlineSeconds: null,
  retries:
    'up to 8 times with exponential backoff over four days, where auto_retry is on (https://developers.yousign.com/docs/failure-and-retry-policy)',
  secret: {
    label: 'the webhook subscription’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook subscription in Yousign, or through the API, with the endpoint’s URL and its events.',
    'Store the subscription’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'signature_request.activated',
      contentType: 'application/json',
      headers: { 'user-agent': 'Yousign Webhook Bot', 'x-yousign-retry': '0' },
      id: '{uuid}',
      body: '{"event_id":"{id}","event_name":"signature_request.activated","event_time":"{now}","subscription_id":"webhook-subscription-id","subscription_description":"My webhook for signed documents","sandbox":false,"data":{"signature_request":{"id":"xxx-xxx","status":"approval"}}}',
    },
  ],
});
