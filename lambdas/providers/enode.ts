import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const enode = defineProvider({
  name: 'enode',
  displayName: 'Enode',
  docs: 'https://developers.enode.com/docs/webhooks',
  evidence: 'third-party',
  source: 'public receivers',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-enode-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // Names the delivery, the same over retries, and is not signed; the events in it have none.
  eventId: [header('x-enode-delivery')],
  unsignedId: true,
  eventType: [],
  batch: { items: '', eventId: [], eventType: ['event'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Enode’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user:vehicle:updated',
      contentType: 'application/json',
      headers: { 'x-enode-delivery': '{id}' },
      id: '{uuid}',
      body: '[{"event":"user:vehicle:updated","createdAt":"{nowIso}","version":"2024-10-01","user":{"id":"{uuid}"},"vehicle":{"id":"v1"}}]',
    },
  ],
});
