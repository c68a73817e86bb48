import { bodyField } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const azureDevops = defineProvider({
  name: 'azure-devops',
  displayName: 'Azure DevOps service hooks',
  docs: 'https://learn.microsoft.com/en-us/azure/devops/service-hooks/services/webhooks',
  evidence: 'vendor-docs',
  source: 'MicrosoftDocs/azure-devops-docs docs/service-hooks/services/webhooks.md',
  verification: basicAuth(),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries:
    'up to eight times after 408, 502, 503 and 504, with delays that double from a second to a minute; after 410 the subscription is disabled (https://learn.microsoft.com/en-us/azure/devops/service-hooks/troubleshoot)',
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Project settings → Service hooks, create a subscription and choose Web Hooks and the event.',
    'Enter the endpoint’s URL, a user name and a random password.',
    'Store both as username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'git.push',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"subscriptionId":"00000000-0000-0000-0000-000000000000","notificationId":1,"id":"{id}","eventType":"git.push","publisherId":"tfs","message":{"text":"Ada pushed updates to app:main."},"resource":{"pushId":14,"date":"{nowIso}"},"createdDate":"{nowIso}"}',
    },
  ],
});
