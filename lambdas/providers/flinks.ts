import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const flinks = defineProvider({
  name: 'flinks',
  displayName: 'Flinks',
  docs: 'https://docs.flinks.com/guides/pay/geft/webhooks/client-setup',
  evidence: 'vendor-docs',
  source: 'https://docs.flinks.com/guides/pay/geft/webhooks/client-setup',
  verification: hmac({
    hash: 'sha256',
    encoding: 'anyCaseHex',
    signature: header('x-webhook-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the settings of Flinks Pay (GEFT).',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'transaction',
      contentType: 'application/json',
      id: '{random}',
      body: '{"transactionId":"{uuid}","status":"Completed","amount":10.5,"date":"{nowIso}"}',
    },
  ],
});
