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
  // A header that is not signed; a retry carries the same.
  eventId: [header('x-todoist-delivery-id')],
  unsignedId: true,
  eventType: [bodyField('event_name')],
  deadlineSeconds: null,
  retries:
    'at most three times, after 15 minutes, unless the answer is 200 (https://developer.todoist.com/sync/v9/#webhooks, as api-evangelist/todoist quotes it)',
  secret: {
    label: 'the app’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL, without a port, as the webhook callback URL of the app in Todoist’s App Management Console; it is active for users who authorized the app.',
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
