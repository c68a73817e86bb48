import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('webhook-timestamp');

export const iron = defineProvider({
  name: 'iron',
  displayName: 'Iron',
  docs: 'https://docs.iron.xyz/reference-2026-07-01/webhooks/dispatches-an-event-notification-to-a-configured-webhook-endpoint',
  evidence: 'vendor-docs',
  source:
    'https://docs.iron.xyz/reference-2026-07-01/webhooks/dispatches-an-event-notification-to-a-configured-webhook-endpoint',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('webhook-signature', { prefix: 'v1=' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('webhook-id')],
  unsignedId: true,
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Iron’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'customer',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{uuid}',
      body: '{"type":"customer","payload":{"id":"{uuid}","status":"Active","updated_at":"{nowIso}"}}',
    },
  ],
});
