import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const sendcloud = defineProvider({
  name: 'sendcloud',
  displayName: 'Sendcloud',
  docs: 'https://docs.sendcloud.sc/api/v2/shipping/#webhook-request',
  evidence: 'third-party',
  source: 'public receivers, several of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('sendcloud-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id: the hash of the body, which has the time in milliseconds, stands in.
  eventId: [],
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook signature key, or the integration’s secret key where there is none',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Integrations in Sendcloud and enter the endpoint’s URL in the integration’s webhooks.',
    'Store the webhook signature key, or the integration’s secret key where there is none, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'parcel_status_changed',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"action":"parcel_status_changed","timestamp":{nowMs},"carrier_status_change_timestamp":{nowMs},"parcel":{"id":{id},"address":"26 bis rue","postal_code":"44230","house_number":"26","status":{"id":11,"message":"Delivered"}}}',
    },
  ],
});
