import { bodyField, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mollie = defineProvider({
  name: 'mollie',
  displayName: 'Mollie (next-gen webhooks)',
  docs: 'https://docs.mollie.com/reference/webhooks-new',
  evidence: 'vendor-code',
  source: 'mollie/mollie-api-php src/Webhooks/SignatureValidator.php',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // While a secret is exchanged there are several of the header.
    signature: headerList('x-mollie-signature', { separator: ',', prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  caution: 'webhooks of a single payment, the older ones, are not signed and are refused',
  deadlineSeconds: 15,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and its events in Mollie’s dashboard or API (POST /v2/webhooks).',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment-link.paid',
      contentType: 'application/json',
      id: 'event_{random}',
      body: '{"resource":"event","id":"{id}","type":"payment-link.paid","entityId":"pl_qng5gbbv8NAZ5gpM5ZYgx","createdAt":"{nowIso}","_embedded":{}}',
    },
  ],
});
