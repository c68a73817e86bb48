import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const autodeskAps = defineProvider({
  name: 'autodesk-aps',
  displayName: 'Autodesk Platform Services',
  docs: 'https://aps.autodesk.com/en/docs/webhooks/v1/developers_guide/callback_signing/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-adsk-signature', { prefix: 'sha1hash=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('hook.event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Autodesk Platform Services’s settings.',
    'Store the webhook’s token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'dm.version.added',
      contentType: 'application/json',
      id: '{random}',
      body: '{"version":"1.0","resourceUrn":"urn:adsk.wipprod:fs.file:vf.{random}?version=1","hook":{"hookId":"0f60f6a0-996c-11e7-abf3-51d68cff984c","event":"dm.version.added","system":"data","callbackUrl":"https://example.com"},"payload":{"ext":"txt","name":"New Text Document.txt","createdTime":"{nowIso}"}}',
    },
  ],
});
