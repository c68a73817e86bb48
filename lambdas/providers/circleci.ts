import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const circleci = defineProvider({
  name: 'circleci',
  displayName: 'CircleCI',
  docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
  evidence: 'vendor-docs',
  source: 'circleci/circleci-docs docs/guides/modules/integration/pages/outbound-webhooks.adoc',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('circleci-signature', 'v1'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries:
    'at a later time when the answer is not 2xx or late; requests may be duplicated (https://circleci.com/docs/guides/integration/outbound-webhooks/)',
  secret: {
    label: 'the webhook’s secret token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Project Settings → Webhooks and add a webhook with the endpoint’s URL.',
    'Give it a secret token and choose the events.',
    'Store the webhook’s secret token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'workflow-completed',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","type":"workflow-completed","happened_at":"{nowIso}","webhook":{"id":"cf8c4fdd","name":"Inbox"},"workflow":{"id":"fda08377","name":"build","status":"success"},"project":{"id":"84996744","slug":"github/example/app"}}',
    },
  ],
});
