import { header, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-convoy-signature', 't');

export const convoy = defineProvider({
  name: 'convoy',
  displayName: 'Convoy',
  docs: 'https://www.getconvoy.io/docs',
  evidence: 'vendor-code',
  source: 'frain-dev/convoy pkg/signature/signature.go, frain-dev/convoy.js src/webhook.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-convoy-signature', 'v1'),
    timestamp,
    // The default of Convoy’s SDK; each attempt is signed anew.
    toleranceSeconds: 300,
    // A comma, not a point, stands between the two.
    signedContent: [timestamp, ',', rawBody],
  }),
  // A header that is not signed, the same over retries; there when the publisher gave the event an idempotency key.
  eventId: [header('x-convoy-idempotency-key')],
  unsignedId: true,
  // The body is what the publisher sent, without a wrapper that names the type.
  eventType: [],
  caution:
    'header, hash and encoding are settings of the Convoy project: these are its advanced signatures with SHA-256 in hexadecimal',
  deadlineSeconds: null,
  retries:
    'as the project or the subscription sets, linearly or with exponential backoff (https://getconvoy.io/docs/glossary/retry-schedule)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Convoy’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'event',
      contentType: 'application/json',
      headers: { 'x-convoy-idempotency-key': '{id}' },
      id: '{uuid}',
      body: '{"invoice":"INV-{digits}","status":"paid","amount":2500}',
    },
  ],
});
