import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const modernTreasury = defineProvider({
  name: 'modern-treasury',
  displayName: 'Modern Treasury',
  docs: 'https://docs.moderntreasury.com/platform/docs/webhooks',
  evidence: 'vendor-code',
  source: 'Modern-Treasury/modern-treasury-node src/resources/webhooks.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('data.object'), bodyField('event'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the organisation’s webhook key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Modern Treasury’s settings.',
    'Store the organisation’s webhook key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment_order.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"created","data":{"id":"{uuid}","object":"payment_order","amount":1000,"status":"pending","created_at":"{nowIso}"}}',
    },
  ],
});
