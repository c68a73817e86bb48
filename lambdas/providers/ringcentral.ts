import { bodyField, firstOf, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ringcentral = defineProvider({
  name: 'ringcentral',
  displayName: 'RingCentral',
  docs: 'https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks',
  // Of the guide’s two pages one shows the token in the first header on deliveries, the other in the second.
  verification: token(firstOf(header('verification-token'), header('validation-token'))),
  // The event’s own id in the body.
  eventId: [bodyField('uuid')],
  eventType: [bodyField('event')],
  handshakes: [
    {
      // Sent without a body when the subscription is created and renewed; the header goes back as it came.
      name: 'validation_token',
      signed: false,
      when: [
        { part: header('validation-token'), present: true },
        { part: bodyField('uuid'), absent: true },
      ],
      answer: {
        status: 200,
        contentType: 'application/json',
        headers: { 'validation-token': { echo: header('validation-token'), pattern: '[A-Za-z0-9-]{1,128}' } },
      },
    },
  ],
  deadlineSeconds: 3,
  retries: null,
  secret: {
    label: 'the verificationToken of the subscription',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Store a token of your own with `inbox secret set`.',
    'Create a subscription through RingCentral’s API with the transportType WebHook, the endpoint’s URL as address and the same verificationToken.',
  ],
  samples: [
    {
      eventType: '/restapi/v1.0/account/1/extension/2/message-store',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"uuid":"{id}","event":"/restapi/v1.0/account/1/extension/2/message-store","timestamp":"{nowIso}","subscriptionId":"s1","ownerId":"2","body":{"extensionId":2,"changes":[{"type":"SMS","newCount":1}]}}',
    },
  ],
});
