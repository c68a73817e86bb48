import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const todoist = defineProvider({
  name: 'todoist',
  displayName: 'Todoist',
  docs: 'https://developer.todoist.com/api/v1/#tag/Webhooks',
  evidence: 'vendor-code',
  source: 'Doist/todoist-sdk-typescript src/utils/webhook-parser.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-todoist-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-todoist-delivery-id')],
  unsignedId: true,
  eventType: [bodyField('event_name')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Todoist’s settings.',
    'Store the app’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'item:added',
      contentType: 'application/json',
      headers: { 'x-todoist-delivery-id': '{id}' },
      id: '{uuid}',
      body: '{"event_name":"item:added","user_id":"2671355","event_data":{"id":"{digits}","content":"Buy milk","project_id":"128501470","added_at":"{nowIso}"},"initiator":{"email":"ada@example.com"},"version":"10"}',
    },
  ],
});
