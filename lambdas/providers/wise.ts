import { bodyField, header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const wise = defineProvider({
  name: 'wise',
  displayName: 'Wise',
  docs: 'https://api-docs.wise.com/#webhook-events-event-http-requests',
  evidence: 'vendor-code',
  source: 'transferwise/digital-signatures-examples verify-webhook-signature',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64',
    keyFormat: 'spki',
    // The older x-signature (SHA-1) never counts.
    signature: header('x-signature-sha256'),
    signedContent: [rawBody],
  }),
  // A header that is not signed; nothing in the body names the event.
  eventId: [header('x-delivery-id')],
  unsignedId: true,
  eventType: [bodyField('event_type')],
  caution:
    'Wise’s reference calls X-Delivery-Id the id of a delivery attempt (https://docs.wise.com/api-reference/legacy/webhook-event): should a retry have a new one, the same change runs twice',
  deadlineSeconds: 5,
  retries:
    'at most 25 times at increasing intervals over two weeks (https://docs.wise.com/guides/developer/webhooks/event-handling)',
  secret: {
    label: 'Wise’s published public key (PEM), of the sandbox or of production',
    pattern: '^\\S[\\s\\S]{40,}$',
    local: { kind: 'keyPair' },
  },
  registration: [
    'Create a webhook subscription in Wise, or through the API, with the endpoint’s URL and its events.',
    'Store the public key that Wise publishes for the environment, sandbox or production, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'transfers#state-change',
      contentType: 'application/json',
      headers: { 'x-delivery-id': '{id}' },
      id: '{uuid}',
      body: '{"data":{"resource":{"id":49983981,"profile_id":16055450,"account_id":14124090,"type":"transfer"},"current_state":"incoming_payment_waiting","previous_state":null,"occurred_at":"{nowIso}"},"subscription_id":"90aa8e14-4ef1-4a56-861c-f3c9cde097ea","event_type":"transfers#state-change","schema_version":"2.0.0","sent_at":"{nowIso}"}',
    },
  ],
});
