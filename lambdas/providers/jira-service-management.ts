import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const jiraServiceManagement = defineProvider({
  name: 'jira-service-management',
  displayName: 'Jira Service Management',
  docs: 'https://developer.atlassian.com/cloud/jira/service-desk/',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/jsm.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('webhookEvent')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Jira Service Management’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'jira:issue_created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"timestamp":{nowMs},"webhookEvent":"jira:issue_created","issue":{"id":"{digits}","key":"IT-1","fields":{"summary":"Laptop"}}}',
    },
  ],
});
