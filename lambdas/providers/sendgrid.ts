import { header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-twilio-email-event-webhook-timestamp');

export const sendgrid = defineProvider({
  name: 'sendgrid',
  displayName: 'SendGrid',
  docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
  evidence: 'vendor-code',
  source: 'npm @sendgrid/eventwebhook 8.0.0, src/eventwebhook.js',
  verification: publicKey({
    algorithm: 'ecdsa-p256-sha256',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: header('x-twilio-email-event-webhook-signature'),
    timestamp,
    // The documentation sets no window, and does not say that a retry within its 24 hours is signed anew.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // A delivery has no id; each event in it has one.
  eventId: [],
  eventType: [],
  batch: { items: '', eventId: ['sg_event_id'], eventType: ['event'] },
  deadlineSeconds: 10,
  retries:
    'at increasing intervals for up to 24 hours (https://docs.sendgrid.com/for-developers/tracking-events/troubleshooting)',
  secret: {
    label: 'the verification key, a public key in base64',
    pattern: '^(?:-----BEGIN PUBLIC KEY-----[\\s\\S]+|[A-Za-z0-9+/]{80,}={0,2})$',
    mistakes: [
      {
        pattern: '^SG\\.',
        sentence: 'This is an API key; the verification key stands in Mail Settings → Event Webhook.',
      },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Open Settings → Mail Settings → Event Webhooks and create one with the endpoint’s URL.',
    'Turn on Signed Event Webhook and store the verification key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      headers: { 'user-agent': 'SendGrid Event API' },
      id: '{random}',
      // Each line ends in CRLF, the last one too; all of it is signed.
      body: '[{"email":"ada@example.com","timestamp":{now},"smtp-id":"<14c5d75ce93.dfd.64b469@ismtpd-555>","event":"delivered","category":["newsletter"],"sg_event_id":"{id}","sg_message_id":"14c5d75ce93.dfd.64b469.0"},\r\n{"email":"ada@example.com","timestamp":{now},"event":"open","useragent":"Mozilla/5.0","ip":"198.51.100.7","sg_event_id":"{id}-open","sg_message_id":"14c5d75ce93.dfd.64b469.0"}]\r\n',
    },
    {
      eventType: 'bounce',
      contentType: 'application/json',
      headers: { 'user-agent': 'SendGrid Event API' },
      id: '{random}',
      body: '[{"email":"nobody@example.com","timestamp":{now},"event":"bounce","type":"bounce","status":"5.0.0","reason":"500 unknown recipient","sg_event_id":"{id}","sg_message_id":"14c5d75ce93.dfd.64b469.1"}]\r\n',
    },
  ],
});
