import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const easypost = defineProvider({
  name: 'easypost',
  displayName: 'EasyPost',
  docs: 'https://docs.easypost.com/docs/webhooks',
  evidence: 'vendor-code',
  source: 'npm @easypost/api 8.9.0, src/utils/util.js',
  // The library first writes "weight": 12 as 12.0, to mend a body that was parsed and written anew; these are the bytes as sent.
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hmac-signature', { prefix: 'hmac-sha256-hex=' }),
    signedContent: [rawBody],
  }),
  // The id of the event in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('description')],
  deadlineSeconds: null,
  retries:
    'a failed delivery is sent again; an endpoint that keeps failing may be disabled (https://docs.easypost.com/guides/webhooks-guide, https://docs.easypost.com/docs/webhooks)',
  secret: {
    label: 'the webhook_secret given when the webhook was created, in ASCII characters',
    // The key is the secret in Unicode normalisation form KD, which leaves only ASCII as it is.
    pattern: '^[!-~]{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Make up a long random secret.',
    'Create a webhook through the API (POST /v2/webhooks) with the endpoint’s URL and that secret as webhook_secret.',
    'Store the secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'tracker.updated',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","object":"Event","mode":"production","description":"tracker.updated","previous_attributes":{"status":"unknown"},"created_at":"{nowIso}","pending_urls":[],"completed_urls":[],"status":"pending","result":{"id":"trk_{random}","object":"Tracker","tracking_code":"EZ4000000004","status":"delivered","weight":136.0,"carrier":"USPS"}}',
    },
    {
      eventType: 'batch.updated',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","object":"Event","mode":"test","description":"batch.updated","previous_attributes":{"state":"creating"},"created_at":"{nowIso}","pending_urls":[],"completed_urls":[],"status":"pending","result":{"id":"batch_{random}","object":"Batch","state":"created","num_shipments":2}}',
    },
  ],
});
