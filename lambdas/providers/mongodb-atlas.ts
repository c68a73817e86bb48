import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mongodbAtlas = defineProvider({
  name: 'mongodb-atlas',
  displayName: 'MongoDB Atlas alerts',
  docs: 'https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/',
  evidence: 'vendor-docs',
  source: 'https://www.mongodb.com/docs/atlas/tutorial/webhook-integration/',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-mms-signature'),
    signedContent: [rawBody],
  }),
  // The id is the alert’s, of which there are several events: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('eventTypeName')],
  caution: 'a template of your own may leave eventTypeName out of the body',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Project Settings → Integrations → Webhook in Atlas and enter the endpoint’s URL and a secret of your own.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'OUTSIDE_METRIC_THRESHOLD',
      contentType: 'application/json',
      headers: { 'x-mms-event': 'alert.open' },
      id: '{random}',
      body: '{"id":"{random}","groupId":"5b","eventTypeName":"OUTSIDE_METRIC_THRESHOLD","status":"OPEN","created":"{nowIso}","updated":"{nowIso}","hostnameAndPort":"mongodb.example.com:27017"}',
    },
  ],
});
