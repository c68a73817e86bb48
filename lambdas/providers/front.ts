import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-front-request-timestamp');

export const front = defineProvider({
  name: 'front',
  displayName: 'Front',
  docs: 'https://dev.frontapp.com/docs/webhooks-1',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-front-signature'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, ':', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s signing key or API secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Front’s settings.',
    'Store the app’s signing key or API secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'inbound',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","type":"inbound","emitted_at":{now}.123,"conversation":{"id":"cnv_55c8c149","subject":"Help","status":"unassigned"},"source":{"_meta":{"type":"inboxes"}}}',
    },
  ],
});
