import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-statsig-request-timestamp');

export const statsig = defineProvider({
  name: 'statsig',
  displayName: 'Statsig',
  docs: 'https://docs.statsig.com/integrations/event_webhook',
  evidence: 'vendor-docs',
  source: 'statsig-io/docs integrations/event_webhook.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-statsig-signature', { prefix: 'v0=' }),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: ['v0:', timestamp, ':', rawBody],
  }),
  // A delivery has no id; where an event in it has none either, the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'data', single: true, eventId: ['timeUUID'], eventType: ['eventName'] },
  caution: 'exposures may come as a bare array, which is one event here',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL under Project Settings → Integrations → Generic Webhook.',
    'Store the signing secret of the integration’s card with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'statsig::config_change',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":[{"user":{"name":"Ada","email":"ada@example.com"},"timestamp":{nowMs},"eventName":"statsig::config_change","metadata":{"type":"Gate","name":"gate_{random}","description":"turned on","action":"updated"}}]}',
    },
  ],
});
