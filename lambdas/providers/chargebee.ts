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
    'with growing delays for up to two days unless 2xx comes (https://apidocs.au.chargebee.com/docs/api/events/event-object)',
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
