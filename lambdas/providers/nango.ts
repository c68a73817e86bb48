import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nango = defineProvider({
  name: 'nango',
  displayName: 'Nango',
  docs: 'https://nango.dev/docs/guides/platform/webhooks-from-nango',
  evidence: 'vendor-code',
  source: 'npm @nangohq/node 0.71.10, verifyIncomingWebhookRequest',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-nango-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the environment’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Nango’s settings.',
    'Store the environment’s secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'sync',
      contentType: 'application/json',
      id: '{random}',
      body: '{"from":"nango","type":"sync","connectionId":"c1","providerConfigKey":"github","syncName":"issues","model":"Issue","success":true,"modifiedAfter":"{nowIso}","responseResults":{"added":1,"updated":0,"deleted":0},"id":"{random}"}',
    },
  ],
});
