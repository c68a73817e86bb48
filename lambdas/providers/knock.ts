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
  // An event has no id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: '8 attempts on 3xx, 4xx and 5xx (https://docs.knock.app/developer-tools/outbound-webhooks/overview)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks under Platform in the Knock dashboard, choose “Create webhook” and enter the endpoint’s URL and events.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.delivered',
      contentType: 'application/json',
      headers: { 'x-knock-event': 'message.delivered' },
      id: '{random}',
      body: '{"__typename":"Event","type":"message.delivered","created_at":"{nowIso}","data":{"__typename":"Message","id":"{random}","channel_id":"a2f7a1c0-6f3d-4c5b-9b0a-2f1c3d4e5f60","recipient":"jhammond","status":"delivered"},"event_data":null}',
    },
  ],
});
