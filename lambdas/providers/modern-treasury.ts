import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const modernTreasury = defineProvider({
  name: 'modern-treasury',
  displayName: 'Modern Treasury',
  docs: 'https://docs.moderntreasury.com/platform/reference/webhooks',
  evidence: 'vendor-code',
  source: 'Modern-Treasury/modern-treasury-node src/resources/webhooks.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, one per webhook and meant for telling them apart.
  eventId: [header('x-webhook-id')],
  unsignedId: true,
  eventType: [joined('.', bodyField('data.object'), bodyField('event'))],
  deadlineSeconds: 5,
  retries: 'with exponentially growing waits (https://docs.moderntreasury.com/platform/reference/webhooks)',
  secret: {
    label: 'the organisation’s webhook key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Developers → Webhooks in Modern Treasury and create an endpoint with the URL and its events.',
    'Store the webhook key, which its page shows, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment_order.created',
      contentType: 'application/json',
      headers: { 'x-webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"event":"created","data":{"id":"{uuid}","object":"payment_order","amount":1000,"status":"pending","created_at":"{nowIso}"}}',
    },
  ],
});
