import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mollie = defineProvider({
  name: 'mollie',
  displayName: 'Mollie (next-gen webhooks)',
  docs: 'https://docs.mollie.com/reference/webhooks-new',
  evidence: 'third-party',
  source: 'https://docs.mollie.com/reference/webhooks-new',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-mollie-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
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
    'Create a webhook with the endpoint’s URL in Mollie (next-gen webhooks)’s settings.',
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
