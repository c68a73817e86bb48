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
  // Nothing has an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: 20,
  retries:
    'twice, with waits that grow from 100 milliseconds (https://nango.dev/docs/guides/platform/webhooks-from-nango)',
  secret: {
    label: 'the environment’s webhook signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Environment Settings → Webhooks in Nango and enter the endpoint’s URL.',
    'Store the signing key of the same section, which is not the API’s secret key, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'sync',
      contentType: 'application/json',
      id: '{random}',
      body: '{"from":"nango","type":"sync","connectionId":"{uuid}","providerConfigKey":"github","syncName":"issues","syncVariant":"base","model":"Issue","syncType":"INCREMENTAL","success":true,"modifiedAfter":"{nowIso}","responseResults":{"added":1,"updated":0,"deleted":0}}',
    },
  ],
});
