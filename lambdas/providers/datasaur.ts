import { header, rawBody } from '../verification/parts.ts';
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
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Datasaur’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'project',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"PROJECT_STATUS_CHANGED","projectId":"{random}","status":"COMPLETE","updatedAt":"{nowIso}"}',
    },
  ],
});
