import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-knock-signature', 't');

export const knock = defineProvider({
  name: 'knock',
  displayName: 'Knock',
  docs: 'https://docs.knock.app/developer-tools/outbound-webhooks/overview',
  evidence: 'vendor-docs',
  source: 'knocklabs/docs content/developer-tools/outbound-webhooks/overview.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: headerParam('x-knock-signature', 's'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'built-in retries for 3xx, 4xx and 5xx (https://docs.knock.app/developer-tools/outbound-webhooks/overview)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Knock’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.delivered',
      contentType: 'application/json',
      headers: { 'x-knock-event': 'message.delivered' },
      id: '{random}',
      body: '{"__typename":"Event","id":"{random}","type":"message.delivered","created_at":"{nowIso}","data":{"id":"1rjI9XBAF7oGaA4Q","status":"delivered"}}',
    },
  ],
});
