import { bodyField, header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const postal = defineProvider({
  name: 'postal',
  displayName: 'Postal',
  docs: 'https://docs.postalserver.io/developer/webhooks',
  evidence: 'vendor-code',
  source: 'postalserver/postal lib/postal/http.rb',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: header('x-postal-signature-256'),
    signedContent: [rawBody],
  }),
  // The webhook request’s own id, the same over its attempts.
  eventId: [bodyField('uuid')],
  eventType: [bodyField('event')],
  caution: 'versions before the SHA-256 signature send x-postal-signature only, which is not accepted',
  deadlineSeconds: 5,
  retries: 'after 2, 3, 6, 10 and 15 minutes (postalserver/postal app/services/webhook_delivery_service.rb)',
  secret: {
    label: 'the installation’s public key (the p= of its default DKIM record)',
    pattern: '^\\S[\\s\\S]{100,}$',
    local: { kind: 'keyPair' },
  },
  registration: [
    'Press “Create Webhook” under Webhooks of the mail server in Postal, with the endpoint’s URL.',
    'Store the installation’s public key, which `postal default-dkim-record` prints after p=, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'MessageSent',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event":"MessageSent","timestamp":{now}.5,"payload":{"status":"Sent","message":{"id":12345,"token":"abc","to":"ada@example.com","subject":"Hello"}},"uuid":"{id}"}',
    },
  ],
});
