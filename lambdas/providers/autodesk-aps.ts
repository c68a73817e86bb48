import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const autodeskAps = defineProvider({
  name: 'autodesk-aps',
  displayName: 'Autodesk Platform Services',
  docs: 'https://aps.autodesk.com/en/docs/webhooks/v1/overview/basics',
  evidence: 'vendor-code',
  source: 'autodesk-platform-services/aps-webhooks-signature README.md',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-adsk-signature', { prefix: 'sha1hash=' }),
    signedContent: [rawBody],
  }),
  // x-adsk-delivery-id names the delivery, and no page says whether a retry has the same: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('hook.event')],
  deadlineSeconds: 6,
  retries:
    'four times, the last at least 48 hours after the first attempt; then the webhook is disabled (https://aps.autodesk.com/en/docs/webhooks/v1/overview/basics)',
  secret: {
    label: 'the webhook’s secret token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Set a secret token with POST webhooks/v1/tokens.',
    'Create a webhook with the endpoint’s URL as callbackUrl (POST webhooks/v1/systems/<system>/events/<event>/hooks).',
    'Store the secret token with `inbox secret set`.',
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
