import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('shippo-auth-signature', 't');

export const shippo = defineProvider({
  name: 'shippo',
  displayName: 'Shippo',
  docs: 'https://docs.goshippo.com/tracking/webhook-security',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('shippo-auth-signature', 'v1'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s HMAC secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Have your Shippo account manager set up HMAC for the account.',
    'Press “Add webhook” under Settings → API → Webhooks and enter the endpoint’s URL.',
    'Store the account’s HMAC secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'track_updated',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"track_updated","test":false,"data":{"tracking_number":"9205590164917312751089","carrier":"usps","tracking_status":{"object_id":"{random}","status":"TRANSIT","status_date":"{nowIso}"}}}',
    },
  ],
});
