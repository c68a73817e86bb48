import { bodyField, header, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-boldsign-signature', 't');

export const boldsign = defineProvider({
  name: 'boldsign',
  displayName: 'BoldSign',
  docs: 'https://developers.boldsign.com/webhooks/verify-webhook-events/',
  evidence: 'vendor-code',
  source: 'boldsign/boldsign-java-sdk src/main/java/com/boldsign/WebhookUtility.java',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // The secret’s own; s1 beside it is made with another.
    signature: headerParam('x-boldsign-signature', 's0'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.eventType')],
  handshakes: [
    {
      // Sent when the URL is verified; nothing of it is queued.
      name: 'verification',
      signed: false,
      when: [
        { part: header('x-boldsign-event'), equals: 'Verification' },
        { part: bodyField('event.eventType'), equals: 'Verification' },
      ],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 10,
  retries:
    'six times: after 1, 15 and 45 minutes, 1, 8 and 24 hours (https://developers.boldsign.com/webhooks/webhook-configuration-and-lifecycle/)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → API → Webhooks in BoldSign and add a webhook with the endpoint’s URL and its events.',
    'Store the webhook’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Sent',
      contentType: 'application/json',
      headers: { 'x-boldsign-event': 'Sent' },
      id: '{uuid}',
      body: '{"event":{"id":"{id}","created":{now},"eventType":"Sent","clientId":null,"environment":"Live"},"data":{"object":"document","documentId":"{uuid}","messageTitle":"Agreement","status":"WaitingForOthers"},"document":null}',
    },
  ],
});
