import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const quickbooks = defineProvider({
  name: 'quickbooks',
  displayName: 'Intuit QuickBooks',
  docs: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/configure-webhooks',
  evidence: 'vendor-code',
  source: 'IntuitDeveloper/SampleApp-Webhooks-nodejs util/util.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('intuit-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each CloudEvent in it has one.
  eventId: [],
  eventType: [],
  batch: {
    items: '',
    // Apps that were not yet moved send an eventNotifications object, which is then one event.
    single: true,
    eventId: ['id'],
    eventType: ['type'],
  },
  deadlineSeconds: 3,
  retries:
    'after 10, 20 and 30 seconds, 5 and 20 minutes, 2, 4 and 6 hours, then every 6 hours (https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/best-practices)',
  secret: {
    label: 'the app’s verifier token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL in the Webhooks section of the app’s settings and choose the events.',
    'Store the verifier token that is shown there with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'qbo.customer.created.v1',
      contentType: 'application/json',
      id: '{uuid}',
      body: '[{"specversion":"1.0","id":"{id}","source":"intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=","type":"qbo.customer.created.v1","datacontenttype":"application/json","time":"{nowIso}","intuitentityid":"1234","intuitaccountid":"310687","data":{}}]',
    },
  ],
});
