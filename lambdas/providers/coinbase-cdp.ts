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
  source: 'Rust crate webhook-verify, spec.md, which cites the page',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-hook0-signature', 'v0'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // X-Event-Id is not covered by v0: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-event-type')],
  caution: 'deliveries without a v0 signature are refused: the documentation of some products names v1 alone',
  deadlineSeconds: null,
  retries: 'with exponential backoff unless 2xx comes (coinbase/cdp-sdk openapi.yaml)',
  secret: {
    label: 'the subscription’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook subscription with the endpoint’s URL as target through the API (POST /v2/data/webhooks/subscriptions).',
    'Store the secret of the answer, which cannot be had again, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'onchain.activity.detected',
      contentType: 'application/json',
      headers: { 'x-event-type': 'onchain.activity.detected' },
      id: '{random}',
      body: '{"block_number":{digits},"contract_address":"0x940181a94A35A4569E4529A3CDfB74e38FD98631","event_name":"Transfer","event_signature":"Transfer(address,address,uint256)","log_index":29,"network":"base-mainnet","parameters":{"from":"0xF33a96b5932D9E9B9A0eDA447AbD8C9d48d2e0c8","to":"0x61040E143A77F165Ba44543AF4A079F2C809D14b","value":"474891138228179365"},"timestamp":"{nowIso}","transaction_hash":"0x{random}"}',
    },
  ],
});
