import { bodyField, hashed, headerParam, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-webhook-signature', 't');

export const bridge = defineProvider({
  name: 'bridge',
  displayName: 'Bridge (stablecoins, bridge.xyz)',
  docs: 'https://apidocs.bridge.xyz/platform/additional-information/webhooks/signature',
  evidence: 'vendor-docs',
  source:
    'https://apidocs.bridge.xyz/platform/additional-information/webhooks/signature; the documentation’s example verifies only so',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: headerParam('x-webhook-signature', 'v0'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 600,
    // The digest is what is signed: it is hashed once more within the signature.
    signedContent: [hashed('sha256', timestamp, '.', rawBody)],
  }),
  // Globally unique, and named for this use (https://apidocs.bridge.xyz/platform/additional-information/webhooks/structure).
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: 'for up to two days (https://apidocs.bridge.xyz/v1/docs/webhooks)',
  secret: {
    label: 'the webhook’s public_key (-----BEGIN PUBLIC KEY-----…)',
    pattern: '^(?:-----BEGIN PUBLIC KEY-----[^]+-----END PUBLIC KEY-----\\s*|[A-Za-z0-9+/]{100,}={0,2})$',
    mistakes: [
      { pattern: '^sk[_-]', sentence: 'This is an API key; the public_key is in the answer that created the webhook.' },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and the event categories you need (POST /v0/webhooks); it starts disabled.',
    'Store the public_key of the answer, with real line breaks, with `inbox secret set`.',
    'Set the webhook’s status to active (PUT /v0/webhooks/{id}).',
  ],
  samples: [
    {
      eventType: 'transfer.updated.status_transitioned',
      contentType: 'application/json',
      id: 'wh_{random}',
      body: '{"api_version":"v0","event_id":"{id}","event_category":"transfer","event_type":"transfer.updated.status_transitioned","event_object_id":"{uuid}","event_object_status":"payment_processed","event_object":{"id":"{uuid}","state":"payment_processed","amount":"1970.0","currency":"usdc","on_behalf_of":"6ed47d9c-03be-420c-8699-369707ca02e9"},"event_object_changes":{"state":["funds_received","payment_processed"]},"event_created_at":"{nowIso}"}',
    },
    {
      eventType: 'virtual_account.activity.created',
      contentType: 'application/json',
      id: 'wh_{random}',
      body: '{"api_version":"v0","event_id":"{id}","event_category":"virtual_account.activity","event_type":"virtual_account.activity.created","event_object_id":"{uuid}","event_object_status":null,"event_object":{"id":"{uuid}","type":"payment_submitted","amount":"1970.0","currency":"usdc","virtual_account_id":"22033ca5-a991-476c-ade9-911d10f0ece6"},"event_object_changes":{},"event_created_at":"{nowIso}"}',
    },
  ],
});
