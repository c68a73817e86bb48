import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const emailengine = defineProvider({
  name: 'emailengine',
  displayName: 'EmailEngine',
  docs: 'https://emailengine.app/webhooks',
  evidence: 'vendor-code',
  source: 'postalsys/emailengine workers/webhooks.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64url',
    signature: header('x-ee-wh-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-ee-wh-event-id')],
  unsignedId: true,
  eventType: [bodyField('event')],
  // DEFAULT_WEBHOOK_REQUEST_TIMEOUT in lib/consts.js; EENGINE_WEBHOOK_TIMEOUT overrides it.
  deadlineSeconds: 30,
  retries:
    '10 attempts in all, exponentially from 5 seconds (postalsys/emailengine lib/email-client/notification-handler.js)',
  secret: {
    label: 'the service secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as webhook URL in EmailEngine’s configuration.',
    'Find or set the Service Secret under Configuration → Security.',
    'Store the service secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'messageNew',
      contentType: 'application/json',
      headers: { 'x-ee-wh-event-id': '{id}' },
      id: '{uuid}',
      body: '{"serviceUrl":"https://mail.example.com","account":"example","date":"{nowIso}","path":"INBOX","event":"messageNew","data":{"id":"AAAADQAABl0","uid":1629,"subject":"Hello","from":{"address":"ada@example.com"}}}',
    },
  ],
});
