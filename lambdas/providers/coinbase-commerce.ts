import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const coinbaseCommerce = defineProvider({
  name: 'coinbase-commerce',
  displayName: 'Coinbase Commerce',
  docs: 'https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-security',
  evidence: 'vendor-code',
  source: 'npm coinbase-commerce-node 1.0.4, lib/Webhook.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-cc-webhook-signature'),
    signedContent: [rawBody],
  }),
  // The id of the event in the signed body; the outer id counts attempts.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.type')],
  deadlineSeconds: null,
  retries:
    'with exponential backoff, at most an hour apart, for up to three days (https://docs.cdp.coinbase.com/commerce/api-arcitecture/webhooks-overview)',
  secret: {
    label: 'the webhook’s shared secret',
    pattern: '^\\S(?:.*\\S)?$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Notifications of Coinbase Commerce and add an endpoint with the URL.',
    'Show the shared secret and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'charge:confirmed',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"attempt_number":1,"event":{"api_version":"2018-03-22","created_at":"{nowIso}","data":{"code":"66BEOV2A","name":"The Sovereign Individual"},"id":"{id}","resource":"event","type":"charge:confirmed"},"id":1}',
    },
    {
      eventType: 'charge:failed',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"attempt_number":1,"event":{"api_version":"2018-03-22","created_at":"{nowIso}","data":{"code":"66BEOV2B","name":"The Sovereign Individual"},"id":"{id}","resource":"event","type":"charge:failed"},"id":2}',
    },
  ],
});
