import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const quickbooks = defineProvider({
  name: 'quickbooks',
  displayName: 'Intuit QuickBooks',
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
  evidence: 'vendor-code',
  source: 'IntuitDeveloper/SampleApp-Webhooks-nodejs util/util.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('intuit-signature'),
    signedContent: [rawBody],
  }),
  // An entity’s id is not an event’s: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: {
    items: 'eventNotifications.*.dataChangeEvent.entities',
    // Newer deliveries are a CloudEvents array.
    single: true,
    eventId: [],
    eventType: [joined('.', bodyField('name'), bodyField('operation'))],
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s verifier token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Intuit QuickBooks’s settings.',
    'Store the app’s verifier token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Customer.Create',
      contentType: 'application/json',
      id: '{random}',
      body: '{"eventNotifications":[{"realmId":"1185883450","dataChangeEvent":{"entities":[{"name":"Customer","id":"{digits}","operation":"Create","lastUpdated":"{nowIso}"}]}}]}',
    },
  ],
});
