import { header, setting, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const finfare = defineProvider({
  name: 'finfare',
  displayName: 'Finfare Connect',
  docs: 'https://finfare-connect.readme.io/reference/webhooks',
  evidence: 'vendor-docs',
  source: 'https://finfare-connect.readme.io/reference/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('nimda-signature'),
    // The unit of the timestamp is not documented, so no age is checked.
    signedContent: [setting('apiKey', { otherwise: 'unset' }), header('nimda-timestamp'), url()],
    bodyNotCovered: 'an API key, a timestamp and the URL are signed, the body is not',
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  settings: {
    apiKey: { description: 'the API key, which is part of what is signed', pattern: '\\S+', required: true },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the API secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Have your representative at Finfare Connect register the endpoint’s URL.',
    'Store the API secret with `inbox secret set`; the API key is a setting of the endpoint.',
  ],
  samples: [
    {
      eventType: 'transaction',
      contentType: 'application/json',
      headers: { 'nimda-timestamp': '{nowMs}' },
      id: '{random}',
      body: '[{"records":1,"transactions":[{"nimda-user-id":"NetB-54ahap","promo-id":10,"transaction-id":"{uuid}","merchant":"Example","amount":10,"currency":"GBP","cashback-amount":0.5,"scheme":"visa","last-4-digits":"0214","status":0}],"response":200}]',
    },
  ],
});
