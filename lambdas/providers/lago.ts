import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const lago = defineProvider({
  name: 'lago',
  displayName: 'Lago',
  docs: 'https://getlago.com/docs/api-reference/webhooks/format---signature',
  evidence: 'vendor-code',
  source: 'getlago/lago-api app/models/webhook.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-lago-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-lago-unique-key')],
  unsignedId: true,
  eventType: [bodyField('webhook_type')],
  // What LAGO_WEBHOOK_TIMEOUT_SECONDS is, if not told otherwise.
  deadlineSeconds: 30,
  retries: 'three attempts (https://getlago.com/docs/api-reference/webhooks/format---signature)',
  secret: {
    label: 'the HMAC signature token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Developers → Webhooks in Lago and add the endpoint’s URL with the signature HMAC: the usual one, JWT, is refused.',
    'Store the HMAC signature token, which stands on the same page, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.created',
      contentType: 'application/json',
      headers: { 'x-lago-unique-key': '{id}', 'x-lago-signature-algorithm': 'hmac' },
      id: '{uuid}',
      body: '{"webhook_type":"invoice.created","object_type":"invoice","organization_id":"1a","invoice":{"lago_id":"{uuid}","number":"LAG-1234","total_amount_cents":2500}}',
    },
  ],
});
