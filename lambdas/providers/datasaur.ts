import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const datasaur = defineProvider({
  name: 'datasaur',
  displayName: 'Datasaur',
  docs: 'https://docs.datasaur.ai/integrations/webhook-notifications/webhook-signature',
  evidence: 'vendor-docs',
  source: 'https://docs.datasaur.ai/integrations/webhook-notifications/webhook-signature',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-datasaur-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Send the endpoint’s URL and a random secret to support@datasaur.ai, who register it.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PROJECT_CREATED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"eventType":"PROJECT_CREATED","data":{"timestamp":"{nowIso}","project":{"id":"{random}","name":"hamlet.TXT","tags":["CUSTOM"]},"team":{"id":"1","name":"Workspace"}}}',
    },
  ],
});
