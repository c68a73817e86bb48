import { bodyField } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const chargebee = defineProvider({
  name: 'chargebee',
  displayName: 'Chargebee',
  docs: 'https://www.chargebee.com/docs/2.0/webhook_settings.html',
  evidence: 'vendor-code',
  source: 'chargebee/chargebee-node src/resources/webhook/auth.ts',
  verification: basicAuth(),
  // The event’s own id in the body, which the documentation names for finding duplicates.
  eventId: [bodyField('id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries:
    'up to 7 times, after 2, 6 and 30 minutes, 1 and 5 hours, 1 and 2 days (https://support.chargebee.com/support/solutions/articles/257941)',
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Configure Chargebee → API Keys and Webhooks → Webhooks and add a webhook with the endpoint’s URL.',
    'Protect it with basic authentication: enter a username and a random password.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscription_created',
      contentType: 'application/json',
      id: 'ev_{random}',
      body: '{"id":"{id}","occurred_at":{now},"source":"admin_console","object":"event","api_version":"v2","content":{"subscription":{"id":"sub_1","status":"active"}},"event_type":"subscription_created","webhook_status":"not_configured"}',
    },
  ],
});
