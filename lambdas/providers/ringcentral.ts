import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ringcentral = defineProvider({
  name: 'ringcentral',
  displayName: 'RingCentral',
  docs: 'https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks',
  verification: token(header('verification-token')),
  // The event’s own id in the body.
  eventId: [bodyField('uuid')],
  eventType: [bodyField('event')],
  handshakes: [
    {
      // Sent when the subscription is created and renewed; the header goes back as it came.
      name: 'validation_token',
      signed: false,
      when: [
        { part: header('validation-token'), present: true },
        { part: header('verification-token'), absent: true },
      ],
      answer: {
        status: 200,
        headers: { 'validation-token': { echo: header('validation-token'), pattern: '[A-Za-z0-9-]{1,128}' } },
      },
    },
  ],
  deadlineSeconds: 3,
  retries: null,
  secret: {
    label: 'the verification token given when the subscription is created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in RingCentral’s settings.',
    'Store the verification token given when the subscription is created with `inbox secret set`.',
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
