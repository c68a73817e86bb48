import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const printify = defineProvider({
  name: 'printify',
  displayName: 'Printify',
  docs: null,
  evidence: 'third-party',
  source: 'public receivers, several of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-pfy-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret, as given when it was created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through Printify’s API with the endpoint’s URL, a topic and a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order:created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","type":"order:created","created_at":"2017-04-18 13:24:28+00:00","resource":{"id":"5cb87a8cd490a2ccb256cec4","type":"order","data":{"shop_id":815256}}}',
    },
  ],
});
