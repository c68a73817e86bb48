import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const jobber = defineProvider({
  name: 'jobber',
  displayName: 'Jobber',
  docs: 'https://developer.getjobber.com/docs/using_jobbers_api/setting_up_webhooks',
  evidence: 'third-party',
  source:
    'NangoHQ/nango packages/server/lib/webhook/jobber-webhook-routing.ts, docs/api-integrations/jobber/webhooks.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-jobber-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // Duplicates are told by their content, says Jobber: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('data.webHookEvent.topic')],
  deadlineSeconds: 1,
  retries:
    'at least once: what fails, also by its timeout, is sent again; an app that fails often may lose its webhooks (https://developer.getjobber.com/docs/using_jobbers_api/setting_up_webhooks)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the app in Jobber’s Developer Center and add a webhook with the endpoint’s URL for each topic.',
    'Store the app’s OAuth client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'CLIENT_CREATE',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":{"webHookEvent":{"topic":"CLIENT_CREATE","appId":"3ef22a50-072d-430c-a78f-b7646657560b","accountId":"MQ==","itemId":"{random}","occurredAt":"{nowIso}"}}}',
    },
  ],
});
