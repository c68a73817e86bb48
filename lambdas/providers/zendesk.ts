import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-zendesk-webhook-signature-timestamp');
const headers = {
  'x-zendesk-account-id': '22129848',
  'x-zendesk-webhook-id': '01GCAS8SJ8QV8K5VZQ9Z9Z9Z9Z',
  'x-zendesk-webhook-invocation-id': '{id}',
};

export const zendesk = defineProvider({
  name: 'zendesk',
  displayName: 'Zendesk',
  docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  evidence: 'vendor-docs',
  source: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-zendesk-webhook-signature'),
    timestamp,
    timestampUnit: 'iso8601',
    // The documentation sets no window.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // Names the invocation, the same over its retries, but not signed.
  eventId: [header('x-zendesk-webhook-invocation-id')],
  unsignedId: true,
  // Webhooks of triggers send whatever their author wrote.
  eventType: [bodyField('type')],
  deliveryMethods: ['GET', 'PUT', 'PATCH', 'DELETE'],
  deadlineSeconds: 12,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==$',
        sentence:
          'This is the secret of unsaved test webhooks, which everybody knows; save the webhook and reveal its own.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 22 },
  },
  registration: [
    'Open Admin Center → Apps and integrations → Webhooks and create a webhook with the endpoint’s URL.',
    'Reveal its signing secret and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'zen:event-type:ticket.created',
      contentType: 'application/json',
      headers,
      id: '01{random}',
      body: '{"type":"zen:event-type:ticket.created","account_id":22129848,"id":"{uuid}","time":"{nowIso}","zendesk_event_version":"2022-06-20","subject":"zen:ticket:1","detail":{"id":"1","subject":"The printer is on fire","priority":"HIGH","status":"NEW"},"event":{}}',
    },
    {
      eventType: 'zen:event-type:user.created',
      contentType: 'application/json',
      headers,
      id: '01{random}',
      body: '{"type":"zen:event-type:user.created","account_id":22129848,"id":"{uuid}","time":"{nowIso}","zendesk_event_version":"2022-06-20","subject":"zen:user:6596848315901","detail":{"id":"6596848315901","email":"ada@example.com","role":"end-user"},"event":{}}',
    },
  ],
});
