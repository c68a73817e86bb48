import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const checkly = defineProvider({
  name: 'checkly',
  displayName: 'Checkly',
  docs: 'https://www.checklyhq.com/docs/alerting/webhooks/',
  evidence: 'vendor-docs',
  source: 'checkly/checklyhq.com site/content/docs/alerting/webhooks.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-checkly-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('ALERT_TYPE')],
  caution: 'the body is a template of your own: ALERT_TYPE is only there when you put it into it',
  deadlineSeconds: null,
  retries:
    'up to five times, 20 seconds apart, after a status above 399 (checkly/checklyhq.com site/content/docs/alerting/webhooks.md)',
  secret: {
    label: 'the webhook secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a webhook secret in Checkly.',
    'Store the webhook secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ALERT_FAILURE',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"API check","ALERT_TYPE":"ALERT_FAILURE","CHECK_NAME":"API check","CHECK_ID":"f1","CHECK_RESULT_ID":"{uuid}","STARTED_AT":"{nowIso}"}',
    },
  ],
});
