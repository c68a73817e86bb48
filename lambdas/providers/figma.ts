import { bodyField } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const figma = defineProvider({
  name: 'figma',
  displayName: 'Figma',
  docs: 'https://developers.figma.com/docs/rest-api/webhooks-security',
  evidence: 'vendor-docs',
  source: 'https://developers.figma.com/docs/rest-api/webhooks-security',
  verification: token(bodyField('passcode')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s passcode',
    pattern: '^\\S{8,100}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a random passcode (up to 100 characters) through the API (POST /v2/webhooks).',
    'Store the same passcode with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'FILE_UPDATE',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event_type":"FILE_UPDATE","file_key":"{random}","file_name":"Design","passcode":"{signature}","timestamp":"{nowIso}","webhook_id":"22"}',
    },
  ],
});
