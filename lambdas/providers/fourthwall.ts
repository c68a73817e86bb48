import { bodyField, header, rawBody } from '../verification/parts.ts';
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
    signature: header('x-fourthwall-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Fourthwall’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
