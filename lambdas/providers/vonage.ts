import { bearer, bodyField } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vonage = defineProvider({
  name: 'vonage',
  displayName: 'Vonage',
  docs: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
  evidence: 'vendor-docs',
  source: 'Nexmo/nexmo-developer _documentation/en/messages/concepts/signed-webhooks.md',
  verification: jwt({
    token: bearer,
    algorithms: ['HS256'],
    key: 'utf8',
    claims: [{ name: 'iss', oneOf: ['Vonage'] }],
    bodyHash: { claim: 'payload_hash', hash: 'sha256', encoding: 'hex' },
    // The documentation sets no window; what was sent five minutes ago is not new.
    maxAgeSeconds: 300,
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('status')],
  caution: 'the SMS API signs with a field sig, and is refused; the Voice API signs only with signed_callbacks on',
  deadlineSeconds: null,
  retries:
    'messages for 24 hours, at intervals from 5 seconds to 15 minutes, after 429 or 5xx (https://api.support.vonage.com/hc/en-us/articles/360028543292)',
  secret: {
    label: 'the account’s signature secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as a webhook URL of the application in Vonage’s dashboard.',
    'Store the account’s signature secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"message_uuid":"{id}","to":{"type":"sms","number":"447700900000"},"from":{"type":"sms","number":"447700900001"},"timestamp":"{nowIso}","status":"delivered"}',
    },
  ],
});
