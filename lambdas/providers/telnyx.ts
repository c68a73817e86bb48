import { bodyField, header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('telnyx-timestamp');

export const telnyx = defineProvider({
  name: 'telnyx',
  displayName: 'Telnyx',
  docs: 'https://developers.telnyx.com/docs/development/api-fundamentals/webhooks',
  evidence: 'vendor-code',
  source: 'team-telnyx/telnyx-node src/lib/webhooks.ts',
  verification: publicKey({
    algorithm: 'ed25519',
    encoding: 'base64',
    keyFormat: 'raw-base64',
    signature: header('telnyx-signature-ed25519'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '|', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('data.id')],
  eventType: [bodyField('data.event_type')],
  deadlineSeconds: 2,
  retries:
    'for messages, up to 3 attempts per URL, then the failover URL (https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks)',
  secret: {
    label: 'the account’s public key',
    pattern: '^[A-Za-z0-9+/]{43}=$',
    mistakes: [
      { pattern: '^KEY', sentence: 'This is an API key; the public key stands in the Mission Control Portal.' },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Enter the endpoint’s URL as the webhook URL of the Telnyx application or profile that sends the events.',
    'Store the account’s public key, which stands in the Mission Control Portal, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"data":{"event_type":"message.received","id":"{id}","occurred_at":"{nowIso}","payload":{"direction":"inbound","id":"p1","text":"Hello"},"record_type":"event"},"meta":{"attempt":1,"delivered_to":"https://example.com"}}',
    },
  ],
});
