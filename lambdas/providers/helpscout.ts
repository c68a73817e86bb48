import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const helpscout = defineProvider({
  name: 'helpscout',
  displayName: 'Help Scout',
  docs: 'https://developer.helpscout.com/webhooks',
  evidence: 'vendor-code',
  source: 'helpscout/helpscout-api-php src/Webhooks/IncomingWebhook.php',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-helpscout-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-helpscout-event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret key, of at most 40 characters, which you choose',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Manage → Apps in Help Scout and the Webhooks app; enter the endpoint’s URL and a random secret key.',
    'Store the same secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'convo.created',
      contentType: 'application/json',
      headers: { 'x-helpscout-event': 'convo.created' },
      id: '{random}',
      body: '{"id":{digits},"number":349,"type":"email","status":"active","subject":"Help","createdAt":"{nowIso}","primaryCustomer":{"email":"ada@example.com"}}',
    },
  ],
});
