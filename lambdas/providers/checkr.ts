import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const checkr = defineProvider({
  name: 'checkr',
  displayName: 'Checkr',
  docs: 'https://help.checkr.com/hc/en-us/articles/14966447719703-Manage-API-keys-and-webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-checkr-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s secret API key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Developer settings tab of the account settings in the Checkr Dashboard and add the endpoint’s URL under New webhook.',
    'Store the account’s secret API key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'report.completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{id}","object":"event","type":"report.completed","created_at":"{nowIso}","data":{"object":{"id":"4722c07dd9a10c3985ae432a","object":"report","status":"clear"}}}',
    },
  ],
});
