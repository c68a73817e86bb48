import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-samsara-timestamp');

export const samsara = defineProvider({
  name: 'samsara',
  displayName: 'Samsara',
  docs: 'https://developers.samsara.com/docs/webhooks',
  evidence: 'third-party',
  source:
    'public receivers of the header x-samsara-signature, several of which agree (v1:timestamp:body, the key decoded from base64)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'base64',
    signature: header('x-samsara-signature', { prefix: 'v1=' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: ['v1:', timestamp, ':', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('eventId')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries:
    'up to five times with exponential backoff (https://developers.samsara.com/docs/webhooks, as quoted by public code)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
    mistakes: [{ pattern: '^samsara_api_', sentence: 'This is an API token; use the webhook’s secret key.' }],
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Create a webhook in Samsara with the endpoint’s URL and its event types.',
    'Store the webhook’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'VehicleUpdated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventId":"{id}","eventTime":"{nowIso}","eventType":"VehicleUpdated","orgId":20936,"webhookId":"1411751028848270","data":{"vehicle":{"id":"1","name":"Truck 1"}}}',
    },
  ],
});
