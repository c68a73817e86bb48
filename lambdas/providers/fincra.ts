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
    label: 'the webhook secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the API keys and Webhook Configuration tab of Fincra’s Account Settings and paste the endpoint’s URL.',
    'Generate a webhook encryption key there and save.',
    'Store the webhook secret key with `inbox secret set`.',
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
