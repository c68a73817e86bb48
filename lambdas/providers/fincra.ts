import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fincra = defineProvider({
  name: 'fincra',
  displayName: 'Fincra',
  docs: 'https://docs.fincra.com/docs/secret-key',
  evidence: 'vendor-docs',
  source: 'https://docs.fincra.com/docs/secret-key',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: header('signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Fincra’s settings.',
    'Store the webhook’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payout.successful',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"payout.successful","data":{"id":{digits},"amountCharged":100,"reference":"{uuid}","status":"successful","createdAt":"{nowIso}"}}',
    },
  ],
});
