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
  // The header webhook-id names the attempt, not the event, and is not signed: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhook in Iron’s Partner Area, press Register Webhook and enter the endpoint’s URL.',
    'Store the webhook secret, shown on the next screen, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'customer',
      contentType: 'application/json',
      headers: { 'webhook-id': '{uuid}' },
      id: '{uuid}',
      body: '{"type":"customer","payload":{"id":"{uuid}","status":"Active","updated_at":"{nowIso}"}}',
    },
  ],
});
