import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const deel = defineProvider({
  name: 'deel',
  displayName: 'Deel',
  docs: 'https://developer.deel.com/api/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts and public receivers that agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-deel-signature'),
    // The method’s name stands before the body.
    signedContent: ['POST', rawBody],
  }),
  // A delivery has no id: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [bodyField('data.meta.event_type')],
  deadlineSeconds: 30,
  retries:
    'while the answer is not 2xx; ten failures in a row disable the subscription (https://developer.deel.com/api/webhooks/introduction)',
  secret: {
    label: 'the webhook’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook in Deel, or through the API, with the endpoint’s URL and its events.',
    'Store the webhook’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'contract.updated',
      contentType: 'application/json',
      headers: { 'x-deel-hmac-label': 'primary', 'x-deel-webhook-version': '2' },
      id: '{uuid}',
      body: '{"data":{"meta":{"event_type":"contract.updated","organization_id":"{uuid}"},"resource":[{"id":"{id}","status":"in_progress"}]},"timestamp":"{nowIso}"}',
    },
  ],
});
