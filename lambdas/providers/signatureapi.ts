import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const signatureapi = defineProvider({
  name: 'signatureapi',
  displayName: 'SignatureAPI',
  docs: 'https://signatureapi.com/docs/api/guides/how-to/verify-webhooks',
  evidence: 'vendor-docs',
  source: 'https://signatureapi.com/docs/api/guides/how-to/verify-webhooks',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'for up to 48 hours with exponential backoff (https://signatureapi.com/docs/webhooks)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL in SignatureAPI’s Dashboard.',
    'Store the secret (whsec_…) that stands on its page there with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'recipient.completed',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"id":"evt_{random}","type":"recipient.completed","timestamp":"{nowIso}","data":{"envelope_id":"55072f0e","envelope_metadata":{},"object_id":"re_1","object_type":"recipient","recipient_type":"signer"}}',
    },
  ],
});
