import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-front-request-timestamp');
const challenge = header('x-front-challenge');

export const front = defineProvider({
  name: 'front',
  displayName: 'Front',
  docs: 'https://dev.frontapp.com/docs/application-webhooks',
  evidence: 'vendor-docs',
  source: 'https://dev.frontapp.com/docs/application-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-front-signature'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window for application webhooks.
    toleranceSeconds: null,
    signedContent: [timestamp, ':', rawBody],
  }),
  // The id of the event (evt_…) inside the envelope of an application webhook.
  eventId: [bodyField('payload.id')],
  eventType: [bodyField('type')],
  handshakes: [
    {
      // Whenever the webhook is saved in Front; signed like a delivery, and only then answered.
      name: 'sync',
      signed: true,
      when: [
        { part: bodyField('type'), equals: 'sync' },
        { part: challenge, present: true },
      ],
      answer: { status: 200, body: { json: { challenge: { echo: challenge, pattern: '[A-Za-z0-9._=+/-]{1,256}' } } } },
    },
  ],
  caution:
    'webhooks of rules are signed in another way (SHA-1, the API secret) and refused: use an application webhook',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the application’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create an app on Front’s Developers page.',
    'Add an application webhook with the endpoint’s URL; Front saves it only once the signing key is stored here and its request is answered.',
    'Store the app’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'inbound_received',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"type":"inbound_received","authorization":{"id":"cmp_abc"},"payload":{"id":"{id}","type":"inbound","emitted_at":{now}.123,"conversation":{"id":"cnv_55c8c149","subject":"Help","status":"unassigned"},"source":{"_meta":{"type":"inboxes"},"data":[{"id":"inb_1"}]},"target":{"_meta":{"type":"message"},"data":{"id":"msg_1"}}}}',
    },
  ],
});
