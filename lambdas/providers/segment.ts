import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const segment = defineProvider({
  name: 'segment',
  displayName: 'Segment webhooks destination',
  docs: 'https://segment.com/docs/connections/destinations/catalog/webhooks/',
  evidence: 'vendor-docs',
  source: 'segmentio/segment-docs src/connections/destinations/catalog/webhooks/index.md',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('messageId')],
  eventType: [bodyField('type')],
  caution: 'leave batching off: of a batch only the first event is signed, so batches are refused',
  deadlineSeconds: 5,
  retries:
    'for up to four hours, on timeouts and 5xx (https://segment.com/docs/connections/destinations/catalog/webhooks/)',
  secret: {
    label: 'the shared secret of the destination',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose “Webhooks” in Segment’s Catalog, connect a source, and enter the endpoint’s URL and a shared secret in the destination’s settings.',
    'Store the same shared secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'track',
      contentType: 'application/json',
      id: 'segment-{random}',
      body: '{"messageId":"{id}","type":"track","event":"Order Completed","userId":"019mr8mf4r","properties":{"revenue":39.95},"timestamp":"{nowIso}","version":2}',
    },
  ],
});
