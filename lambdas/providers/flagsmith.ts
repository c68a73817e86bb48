import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const flagsmith = defineProvider({
  name: 'flagsmith',
  displayName: 'Flagsmith',
  docs: 'https://docs.flagsmith.com/administration-and-security/platform-configuration/environment-settings',
  evidence: 'vendor-code',
  source: 'Flagsmith/flagsmith api/webhooks/webhooks.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-flagsmith-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event_type')],
  deadlineSeconds: 10,
  retries:
    'when no answer comes: 3 attempts in all, 2 and 4 seconds apart; an answer that is not 2xx is final (Flagsmith/flagsmith api/webhooks/webhooks.py)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the settings of the environment, or of the organisation for its audit log, and add a webhook with the endpoint’s URL and a secret.',
    'Store the webhook’s secret with `inbox secret set`.',
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
