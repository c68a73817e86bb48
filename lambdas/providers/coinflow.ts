import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('coinflow-signature', 't');

export const coinflow = defineProvider({
  name: 'coinflow',
  displayName: 'Coinflow',
  docs: 'https://docs.coinflow.cash/guides/developer-resources/webhooks/verifying-webhook-signatures',
  evidence: 'vendor-docs',
  source: 'https://docs.coinflow.cash/guides/developer-resources/webhooks/verifying-webhook-signatures',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('coinflow-signature', 'v1'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('eventType')],
  deadlineSeconds: 5,
  retries:
    '15 times, the waits doubling from 1 second to 9 hours, until 200 comes within 5 seconds (https://docs.coinflow.cash/guides/developer-resources/webhooks/configuring-webhooks)',
  secret: {
    label: 'the Webhook Validation Key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Developers → Webhooks in the Coinflow Admin Dashboard and add the endpoint’s URL.',
    'Generate a Webhook Validation Key, choose the latest webhook version and the events, and save.',
    'Store the Webhook Validation Key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Settled',
      contentType: 'application/json',
      id: '{random}',
      body: '{"eventType":"Settled","category":"Purchase","created":"{nowIso}","data":{"id":"{uuid}","subtotal":{"cents":100},"wallet":"0x1"}}',
    },
  ],
});
