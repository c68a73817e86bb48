import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const clickup = defineProvider({
  name: 'clickup',
  displayName: 'ClickUp',
  docs: 'https://developer.clickup.com/docs/webhooksignature',
  evidence: 'vendor-docs',
  source: 'https://developer.clickup.com/docs/webhooksignature',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: 7,
  retries: 'up to five times for each event (https://developer.clickup.com/docs/webhookhealth)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through ClickUp’s API with the endpoint’s URL.',
    'Store the webhook.secret of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'taskCreated',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"taskCreated","history_items":[{"id":"{random}","type":1,"date":"{nowMs}","user":{"id":183,"username":"Ada"}}],"task_id":"1vj37mc","webhook_id":"7fa3ec74-69a8-4530-a251-8a13730bd204"}',
    },
  ],
});
