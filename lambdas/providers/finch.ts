import { bodyField, header, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('finch-timestamp');

export const finch = defineProvider({
  name: 'finch',
  displayName: 'Finch',
  docs: 'https://developer.tryfinch.com/developer-resources/Webhooks',
  evidence: 'vendor-code',
  source: 'Finch-API/finch-api-node src/resources/webhooks.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    secretFormat: 'base64',
    // Standard Webhooks under other names.
    signature: headerList('finch-signature', { separator: ' ', prefix: 'v1,' }),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [header('finch-event-id'), '.', timestamp, '.', rawBody],
  }),
  // Signed.
  eventId: [header('finch-event-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook secret, in base64',
    pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the Finch Developer Dashboard.',
    'Store the webhook secret, which is shown only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'company.updated',
      contentType: 'application/json',
      headers: { 'finch-event-id': '{id}' },
      id: 'msg_{random}',
      body: '{"company_id":"720be419-0293-4d32-a707-32179b0827ab","connection_id":"29c2ed38-5d88-4ea2-ab28-9e8f5a2a9f2e","event_type":"company.updated","data":{"x":"{random}"}}',
    },
  ],
});
