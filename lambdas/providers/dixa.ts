import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-dixa-signature', 't');

export const dixa = defineProvider({
  name: 'dixa',
  displayName: 'Dixa',
  docs: 'https://docs.dixa.io/docs/webhooks/webhooks-security',
  evidence: 'vendor-docs',
  source: 'https://docs.dixa.io/docs/webhooks/webhooks-security',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'hex',
    signature: headerParam('x-dixa-signature', 'v1'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_fqn')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the subscription’s secret key, in hexadecimal',
    pattern: '^(?:[0-9a-fA-F]{2}){16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Settings → Integrations → Webhooks in Dixa and add a webhook with the endpoint’s URL and the events.',
    'Copy the secret key of the webhook’s page and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'CONVERSATION_CREATED',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event_id":"{id}","event_fqn":"CONVERSATION_CREATED","event_version":"1","event_timestamp":"{nowIso}","organization":{"id":"1","name":"Example"},"data":{"conversation":{"csid":42}}}',
    },
  ],
});
