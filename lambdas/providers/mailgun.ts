import { bodyField, firstOf, formField } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

/** Webhooks are JSON with the three in `signature`; routes post forms with the three at the top. */
const part = (name: string) => firstOf(bodyField(`signature.${name}`), formField(name));

export const mailgun = defineProvider({
  name: 'mailgun',
  displayName: 'Mailgun',
  docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  evidence: 'vendor-docs',
  source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: part('signature'),
    timestamp: part('timestamp'),
    // The documentation leaves the age to the receiver, and Mailgun retries for hours.
    toleranceSeconds: null,
    signedContent: [part('timestamp'), part('token')],
    bodyNotCovered: 'only a timestamp and a token are signed: whoever saw one delivery can attach them to any event',
  }),
  // The event's own id, which the signature does not cover.
  eventId: [bodyField('event-data.id'), formField('Message-Id')],
  unsignedId: true,
  eventType: [bodyField('event-data.event')],
  deadlineSeconds: 10,
  retries:
    'after 5, 10 and 15 minutes, 1, 2 and 4 hours; not after a 406, and not for delivered messages (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-retries)',
  secret: {
    label: 'the HTTP webhook signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Sending → Webhooks in Mailgun and add the endpoint’s URL for the event types you need.',
    'Store the HTTP webhook signing key, shown there, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      id: '{random}',
      body: '{"signature":{"token":"{random}{random}","timestamp":"{now}","signature":"{signature}"},"event-data":{"id":"{id}","timestamp":{now}.123456,"log-level":"info","event":"delivered","recipient":"ada@example.com","recipient-domain":"example.com","message":{"headers":{"to":"Ada <ada@example.com>","message-id":"20261124100000.1.ABC@example.com","subject":"Hello"},"size":111},"delivery-status":{"code":250,"message":"OK"}}}',
    },
    {
      eventType: 'failed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"signature":{"token":"{random}{random}","timestamp":"{now}","signature":"{signature}"},"event-data":{"id":"{id}","timestamp":{now}.654321,"log-level":"error","event":"failed","severity":"permanent","reason":"suppress-bounce","recipient":"nobody@example.com","delivery-status":{"code":605,"message":"","description":"Not delivering to previously bounced address"}}}',
    },
  ],
});
