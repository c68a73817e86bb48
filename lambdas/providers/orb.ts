import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-orb-timestamp');

export const orb = defineProvider({
  name: 'orb',
  displayName: 'Orb',
  docs: 'https://docs.withorb.com/integrations-and-exports/webhooks',
  evidence: 'vendor-code',
  source: 'orbcorp/orb-node src/resources/webhooks.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-orb-signature', { prefix: 'v1=' }),
    timestamp,
    timestampUnit: 'isoWithoutZone',
    toleranceSeconds: 300,
    signedContent: ['v1:', timestamp, ':', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'until it succeeds at least once (https://docs.withorb.com/integrations-and-exports/webhooks)',
  secret: {
    label: 'the webhook endpoint’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook endpoint with the endpoint’s URL in Orb’s webhooks portal.',
    'Store its secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscription.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{id}","created_at":"{nowIso}","type":"subscription.created","subscription":{"id":"sub_1","status":"active"},"properties":{}}',
    },
  ],
});
