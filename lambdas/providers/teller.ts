import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('teller-signature', 't');

export const teller = defineProvider({
  name: 'teller',
  displayName: 'Teller',
  docs: 'https://teller.io/docs/api/webhooks',
  evidence: 'third-party',
  source: 'public receivers that quote https://teller.io/docs/api/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Several while a signing secret is replaced.
    signature: headerParam('teller-signature', 'v1'),
    timestamp,
    // No source that was read names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The webhook’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Application Settings in the Teller Dashboard and enter the endpoint’s URL as a webhook.',
    'Store the signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'enrollment.disconnected',
      contentType: 'application/json',
      id: 'wh_{random}',
      body: '{"id":"{id}","payload":{"enrollment_id":"enr_oiffb5cocakqmksbkg001","reason":"disconnected.account_locked"},"timestamp":"{nowIso}","type":"enrollment.disconnected"}',
    },
  ],
});
