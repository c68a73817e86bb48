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
  // The event’s own id in the body.
  eventId: [bodyField('uuid')],
  eventType: [bodyField('event')],
  caution: 'versions before the SHA-256 signature send x-postal-signature only, which is not accepted',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the installation’s public key',
    pattern: '^\\S[\\s\\S]{100,}$',
    local: { kind: 'keyPair' },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Postal’s settings.',
    'Store the installation’s public key with `inbox secret set`.',
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
