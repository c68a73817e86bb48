import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const flagsmith = defineProvider({
  name: 'flagsmith',
  displayName: 'Flagsmith',
  docs: 'https://docs.flagsmith.com/system-administration/webhooks',
  evidence: 'third-party',
  source: 'Flagsmith docs copy (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-flagsmith-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Flagsmith’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'FLAG_UPDATED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":{"changed_by":"ada@example.com","new_state":{"enabled":true,"environment":{"id":23,"name":"Development"},"feature":{"id":{digits},"name":"banner"}},"timestamp":"{nowIso}"},"event_type":"FLAG_UPDATED"}',
    },
  ],
});
