import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const newRelic = defineProvider({
  name: 'new-relic',
  displayName: 'New Relic',
  docs: 'https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/',
  evidence: 'vendor-docs',
  source: 'newrelic/docs-website src/content/docs/alerts/get-notified/notification-integrations.mdx',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The id is the issue’s, which changes state: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('state')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  caution: 'the body is a template of your own: state is only there when you leave it in',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the whole value of the header that deliveries carry',
    pattern: '^\\S[ -~]{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Alerts → Destinations → Webhook in New Relic and enter the endpoint’s URL, with a bearer token of your own as authorization or a custom header.',
    'Store the header’s whole value, with “Bearer ” before the token if you chose that, by `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ACTIVATED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{uuid}","issueUrl":"https://radar-api.service.newrelic.com/1","title":"CPU is high","priority":"CRITICAL","state":"ACTIVATED","trigger":"STATE_CHANGE","createdAt":{nowMs}}',
    },
  ],
});
