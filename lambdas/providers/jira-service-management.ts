import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const jiraServiceManagement = defineProvider({
  name: 'jira-service-management',
  displayName: 'Jira Service Management',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  evidence: 'vendor-docs',
  source: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // Its webhooks are those of Jira: the same on retries, but not signed.
  eventId: [header('x-atlassian-webhook-identifier')],
  unsignedId: true,
  eventType: [bodyField('webhookEvent')],
  deadlineSeconds: null,
  retries:
    'up to five times, 5 to 15 minutes apart, on 408, 409, 425, 429, 5xx and failed connections (https://developer.atlassian.com/cloud/jira/platform/webhooks/)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → System → WebHooks in Jira and create a webhook with the endpoint’s URL.',
    'Enter or generate a secret there and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'jira:issue_created',
      contentType: 'application/json; charset=UTF-8',
      headers: { 'x-atlassian-webhook-identifier': '{id}' },
      id: '{uuid}',
      body: '{"timestamp":{nowMs},"webhookEvent":"jira:issue_created","issue":{"id":"{digits}","key":"IT-1","fields":{"summary":"Laptop"}}}',
    },
  ],
});
