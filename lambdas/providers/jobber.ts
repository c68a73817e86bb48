import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const jobber = defineProvider({
  name: 'jobber',
  displayName: 'Jobber',
  docs: 'https://developer.getjobber.com/docs/using_jobbers_api/setting_up_webhooks/',
  evidence: 'third-party',
  source: 'NangoHQ/nango packages/server/lib/webhook/jobber-webhook-routing.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-jobber-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('data.webHookEvent.topic')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Jobber’s settings.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'CLIENT_CREATE',
      contentType: 'application/json',
      id: '{random}',
      body: '{"data":{"webHookEvent":{"topic":"CLIENT_CREATE","appId":"4b95","accountId":"MQ==","itemId":"{random}","occurredAt":"{nowIso}"}}}',
    },
  ],
});
