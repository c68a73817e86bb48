import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('fintoc-signature', 't');

export const fintoc = defineProvider({
  name: 'fintoc',
  displayName: 'Fintoc',
  docs: 'https://docs.fintoc.com/docs/webhooks-validating',
  evidence: 'vendor-code',
  source: 'npm fintoc 1.15.0, build/main/lib/webhook.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('fintoc-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    'up to 17 times with exponential backoff, first after 3 seconds (https://docs.fintoc.com/guides/resources/webhooks-walkthrough/webhooks-creating-guide)',
  secret: {
    label: 'the Webhook Endpoint’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a Webhook Endpoint with the endpoint’s URL in the Fintoc Dashboard.',
    'Store its secret, which is shown only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment_intent.succeeded',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","object":"event","type":"payment_intent.succeeded","mode":"live","created_at":"{nowIso}","data":{"id":"pi_1","amount":1000,"currency":"CLP","status":"succeeded"}}',
    },
  ],
});
