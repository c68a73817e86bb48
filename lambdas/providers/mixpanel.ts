import { bodyField } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mixpanel = defineProvider({
  name: 'mixpanel',
  displayName: 'Mixpanel cohort sync',
  docs: 'https://docs.mixpanel.com/docs/cohort-sync/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.mixpanel.com/docs/cohort-sync/webhooks',
  verification: basicAuth(),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('action')],
  answers: [
    {
      when: [{ part: bodyField('action'), present: true }],
      answer: {
        status: 200,
        contentType: 'application/json',
        body: {
          json: {
            action: { echo: bodyField('action'), pattern: 'members|add_members|remove_members' },
            status: 'success',
          },
        },
      },
    },
  ],
  deadlineSeconds: null,
  retries:
    'on 429 and 5xx five times within 60 seconds, then with the next sync; a sync stops on 400, 401, 403 and 404 (https://docs.mixpanel.com/docs/cohort-sync/webhooks)',
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Data → Destinations in Mixpanel, add a webhook with the endpoint’s URL and tick “Enable Basic Authentication”, with a name and a password of your own.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'members',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"members","parameters":{"mixpanel_project_id":"2195193","mixpanel_cohort_name":"Power users","mixpanel_cohort_description":"","mixpanel_cohort_id":"1478097","mixpanel_session_id":"{random}","page_info":{"total_pages":1,"page_count":1},"members":[{"email":"ada@example.com","mixpanel_distinct_id":"ada"}]}}',
    },
  ],
});
