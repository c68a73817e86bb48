import { bodyHash, header } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-webhook-request-timestamp');

export const integratedFinance = defineProvider({
  name: 'integrated-finance',
  displayName: 'Integrated Finance',
  docs: 'https://developer.integrated.finance/docs/webhook-authentication',
  evidence: 'vendor-docs',
  source: 'https://developer.integrated.finance/docs/webhook-authentication',
  verification: publicKey({
    algorithm: 'ed25519',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: header('x-webhook-signature'),
    timestamp,
    timestampUnit: 'iso8601',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [
      bodyHash('sha512', 'base64'),
      '|',
      header('x-webhook-event-id'),
      '|',
      header('x-webhook-event-timestamp'),
      '|',
      header('x-webhook-request-id'),
      '|',
      timestamp,
      '|',
      header('x-webhook-key-version'),
    ],
  }),
  // The event’s own id, signed; the request’s id beside it is another.
  eventId: [header('x-webhook-event-id')],
  eventType: [],
  deadlineSeconds: null,
  retries: 'up to 4 times, after 5, 15 and 30 minutes and 1 hour (https://developer.integrated.finance/changelog)',
  secret: {
    label: 'the published public key of the key version in use',
    pattern: '^\\S[\\s\\S]{40,}$',
    local: { kind: 'keyPair' },
  },
  registration: [
    'Register the endpoint’s URL as a webhook with Integrated Finance.',
    'Store the published public key of the key version in use with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'event',
      contentType: 'application/json',
      headers: {
        'x-webhook-event-id': '{id}',
        'x-webhook-event-timestamp': '{nowIso}',
        'x-webhook-request-id': '{uuid}',
        'x-webhook-key-version': '1',
      },
      id: '{uuid}',
      body: '{"type":"payment","id":"{uuid}","status":"settled"}',
    },
  ],
});
