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
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s validation key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Coinflow’s settings.',
    'Store the webhook’s validation key with `inbox secret set`.',
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
