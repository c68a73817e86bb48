import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('surge-signature', 't');

export const surge = defineProvider({
  name: 'surge',
  displayName: 'Surge',
  docs: 'https://docs.surge.app/api-reference/webhooks/signature-validation',
  evidence: 'vendor-docs',
  source: 'https://docs.surge.app/api-reference/webhooks/signature-validation',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('surge-signature', 'v1'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Surge’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      id: '{random}',
      body: '{"account_id":"acct_1","type":"message.received","timestamp":"{nowIso}","data":{"id":"msg_{random}","body":"Hello","conversation":{"contact":{"phone_number":"+18015551234"}}}}',
    },
  ],
});
