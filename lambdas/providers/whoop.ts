import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-whoop-signature-timestamp');

export const whoop = defineProvider({
  name: 'whoop',
  displayName: 'WHOOP',
  docs: 'https://developer.whoop.com/docs/developing/webhooks',
  evidence: 'third-party',
  source: 'api-evangelist/whoop examples/whoop-webhook-sleep-updated-example.json and public receivers that agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-whoop-signature'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // The trace id names the notification; id beside it is the sleep’s or the workout’s.
  eventId: [bodyField('trace_id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Create or edit the app in the WHOOP developer dashboard and add the endpoint’s URL in the section Webhook URL.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'sleep.updated',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"user_id":10129,"id":"550e8400-e29b-41d4-a716-446655440000","type":"sleep.updated","trace_id":"{id}"}',
    },
  ],
});
