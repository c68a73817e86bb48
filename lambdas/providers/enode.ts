import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const enode = defineProvider({
  name: 'enode',
  displayName: 'Enode',
  docs: 'https://developers.enode.com/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://developers.enode.com/docs/webhooks#verifying-a-payload-signature',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-enode-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // X-Enode-Delivery is not signed, and no page says that a redelivery has the same; the events have no id: the hash stands in.
  eventId: [],
  eventType: [],
  batch: { items: '', eventId: [], eventType: ['event'] },
  deadlineSeconds: 5,
  retries:
    'over 24 hours at growing intervals (5 minutes in the sandbox), then the webhook is inactive (https://developers.enode.com/docs/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a random secret of at least 128 bits through the API.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user:vehicle:updated',
      contentType: 'application/json',
      headers: { 'x-enode-delivery': '{uuid}' },
      id: '{uuid}',
      body: '[{"event":"user:vehicle:updated","createdAt":"{nowIso}","version":"2024-10-01","user":{"id":"{uuid}"},"vehicle":{"id":"v1"}}]',
    },
  ],
});
