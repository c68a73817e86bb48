import { bodyField, header } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ecwid = defineProvider({
  name: 'ecwid',
  displayName: 'Ecwid',
  docs: null,
  evidence: 'third-party',
  source: 'public receivers of the header x-ecwid-webhook-signature, several of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-ecwid-webhook-signature'),
    signedContent: [bodyField('eventCreated'), '.', bodyField('eventId')],
    bodyNotCovered: 'only the event’s id and time are signed: everything else is to be read again through the API',
  }),
  // Signed.
  eventId: [bodyField('eventId')],
  // Not signed.
  eventType: [bodyField('eventType')],
  deadlineSeconds: 10,
  retries:
    'for 24 hours: every 15 minutes in the first, then every hour (https://docs.ecwid.com/build-apps/webhook-automations/setup-webhooks/how-to-process-webhooks)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Ask Ecwid to set the endpoint’s URL as the app’s webhook URL, with the events.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.updated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventId":"{id}","eventCreated":{now},"storeId":1003,"entityId":103878161,"eventType":"order.updated","data":{}}',
    },
  ],
});
