import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const headers = { 'x-atlassian-webhook-identifier': '{id}', 'x-atlassian-webhook-flow': 'Primary' };

export const jira = defineProvider({
  name: 'jira',
  displayName: 'Jira',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  evidence: 'vendor-docs',
  source: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // The header names its method; no other than this is taken, whatever it says.
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The same on retries, but not signed.
  eventId: [header('x-atlassian-webhook-identifier')],
  unsignedId: true,
  eventType: [bodyField('webhookEvent')],
  deadlineSeconds: null,
  retries:
    'up to five times, 5 to 15 minutes apart, on 408, 409, 425, 429, 5xx and failed connections (https://developer.atlassian.com/cloud/jira/platform/webhooks/)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Settings → System → WebHooks in Jira and create a webhook with the endpoint’s URL.',
    'Enter or generate a secret there and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'jira:issue_created',
      contentType: 'application/json; charset=UTF-8',
      headers,
      id: '{uuid}',
      body: '{"timestamp":{nowMs},"webhookEvent":"jira:issue_created","issue_event_type_name":"issue_created","user":{"accountId":"5b10a2844c20165700ede21g","displayName":"Ada Lovelace"},"issue":{"id":"10002","key":"ED-1","fields":{"summary":"The printer is on fire"}}}',
    },
    {
      eventType: 'comment_created',
      contentType: 'application/json; charset=UTF-8',
      headers,
      id: '{uuid}',
      body: '{"timestamp":{nowMs},"webhookEvent":"comment_created","comment":{"id":"252789","body":"Just in time","author":{"accountId":"5b10a2844c20165700ede21g"}},"issue":{"id":"10002","key":"ED-1"}}',
    },
  ],
});
