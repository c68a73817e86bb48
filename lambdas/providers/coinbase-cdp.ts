import { header, headerParam, listedHeaders, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-hook0-signature', 't');
const listed = headerParam('x-hook0-signature', 'h');
const v0 = headerParam('x-hook0-signature', 'v0');
const v1 = headerParam('x-hook0-signature', 'v1');
const scheme = { hash: 'sha256', encoding: 'hex', timestamp, toleranceSeconds: 300 } as const;

// A signature over `t.h.values.body` also fits a body that begins with the headers' names and values: every body is a JSON
// object, and no header's name begins with a brace.
const json = { part: rawBody, matches: '\\{[^]*' };

export const coinbaseCdp = defineProvider({
  name: 'coinbase-cdp',
  displayName: 'Coinbase Developer Platform',
  docs: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
  evidence: 'vendor-docs',
  source: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures and, for v1, /webhooks/transfers/verification',
  // The header carries one signature or two: v0 covers timestamp and body, which is enough, v1 also the headers that h names.
  verification: choose(
    {
      when: [{ part: v0, present: true }, json],
      scheme: hmac({ ...scheme, signature: v0, signedContent: [timestamp, '.', rawBody] }),
    },
    {
      when: [{ part: v1, present: true }, json],
      scheme: hmac({
        ...scheme,
        signature: v1,
        signedContent: [
          timestamp,
          '.',
          listed,
          '.',
          listedHeaders(listed, { separator: ' ', needed: [], joinedBy: '.', without: '{', order: 'listed' }),
          '.',
          rawBody,
        ],
      }),
    },
  ),
  // X-Event-Id is not covered by v0, and by v1 only when it is listed: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-event-type')],
  deadlineSeconds: null,
  retries: 'up to 60 times with exponential backoff (https://docs.cdp.coinbase.com/get-started/webhooks)',
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
