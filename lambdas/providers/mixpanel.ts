import { bodyField } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mixpanel = defineProvider({
  name: 'mixpanel',
  displayName: 'Mixpanel cohort sync',
  docs: 'https://docs.mixpanel.com/docs/cohort-sync/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/bespoke/token-auth-providers.ts',
  verification: basicAuth(),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Mixpanel cohort sync’s settings.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'members',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"members","parameters":{"mixpanel_project_id":"1","mixpanel_cohort_id":"2","mixpanel_session_id":"{random}","page_info":{"total_pages":1,"page_count":1},"members":[{"email":"ada@example.com"}]}}',
    },
  ],
});
