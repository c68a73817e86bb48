import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const helpscout = defineProvider({
  name: 'helpscout',
  displayName: 'Help Scout',
  docs: 'https://developer.helpscout.com/webhooks/',
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
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Help Scout’s settings.',
    'Store the webhook’s secret key with `inbox secret set`.',
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
