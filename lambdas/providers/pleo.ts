import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pleo = defineProvider({
  name: 'pleo',
  displayName: 'Pleo',
  docs: 'https://developers.pleo.io/reference/webhooks-authentication-authorisation',
  evidence: 'vendor-docs',
  source: 'https://developers.pleo.io/reference/webhooks-authentication-authorisation',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('eventType')],
  caution: 'a subscription with basic or header authentication is not signed and is refused: choose HMAC',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the subscription’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a subscription with the endpoint’s URL and its events through Pleo’s API (POST /v1/subscriptions), with HMAC as its authentication.',
    'Store the subscription’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'v1.export-job.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'msg_{random}',
      body: '{"data":{"companyId":"b5fdaec1-1b43-4b62-996a-b0471c3bb336","createdAt":"{nowIso}","createdBy":"e3118b03-691c-4bd4-944e-1a9c1f1031b7","expiresIn":3600,"id":"{uuid}","numberOfItems":1,"status":"pending"},"eventId":"{uuid}","eventType":"v1.export-job.created"}',
    },
  ],
});
