import { bodyField, firstOf, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fourthwall = defineProvider({
  name: 'fourthwall',
  displayName: 'Fourthwall',
  docs: 'https://docs.fourthwall.com/webhooks/signature-verification',
  evidence: 'vendor-docs',
  source: 'https://docs.fourthwall.com/webhooks/signature-verification',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // Platform apps have a header of their own.
    signature: firstOf(header('x-fourthwall-hmac-sha256'), header('x-fourthwall-hmac-apps-sha256')),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 2,
  retries:
    'after any answer but 200, at first up to 5 attempts with a timeout of 5 seconds each (https://docs.fourthwall.com/webhooks/retry-policies)',
  secret: {
    label: 'the shop’s secret key, or the app’s HMAC key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → For developers in Fourthwall’s dashboard and create a webhook with the endpoint’s URL and its events.',
    'Store the secret key shown there (an app’s HMAC key is in the app’s settings) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ORDER_PLACED',
      contentType: 'application/json',
      id: 'weve_{random}',
      body: '{"testMode":false,"id":"{id}","webhookId":"wcon_1","shopId":"sh_1","type":"ORDER_PLACED","apiVersion":"V1_BETA","createdAt":"{nowIso}","data":{"id":"or_1","status":"CONFIRMED"}}',
    },
  ],
});
