import { header, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// The header carries two signatures: v1 covers headers of the sender's choice besides, v0 the timestamp and the body.
const timestamp = headerParam('x-hook0-signature', 't');

export const coinbaseCdp = defineProvider({
  name: 'coinbase-cdp',
  displayName: 'Coinbase Developer Platform',
  docs: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
  evidence: 'third-party',
  source: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-hook0-signature', 'v0'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-event-type')],
  caution: 'deliveries without a v0 signature are refused: the documentation of some products names v1 alone',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook subscription with the endpoint’s URL through the API.',
    'Store the secret of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'wallet.activity',
      contentType: 'application/json',
      headers: { 'x-event-type': 'wallet.activity' },
      id: '{random}',
      body: '{"network":"base-mainnet","transactionHash":"0x{random}","blockTimestamp":"{nowIso}"}',
    },
  ],
});
