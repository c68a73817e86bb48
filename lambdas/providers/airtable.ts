import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const airtable = defineProvider({
  name: 'airtable',
  displayName: 'Airtable',
  docs: 'https://airtable.com/developers/web/api/webhooks-overview',
  evidence: 'third-party',
  source: 'gtalarico/pyairtable pyairtable/models/webhook.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    secretFormat: 'base64',
    signature: header('x-airtable-content-mac', { prefix: 'hmac-sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  caution: 'a delivery only says that something changed: fetch the payloads with a cursor',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s macSecretBase64',
    pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook for the base through Airtable’s API, with the endpoint’s URL as notificationUrl.',
    'Store the macSecretBase64 of the answer, which is shown only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'notification',
      contentType: 'application/json',
      id: '{random}',
      body: '{"base":{"id":"app{random}"},"webhook":{"id":"ach00000000000001"},"timestamp":"{nowIso}"}',
    },
  ],
});
