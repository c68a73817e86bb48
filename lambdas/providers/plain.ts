import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const plain = defineProvider({
  name: 'plain',
  displayName: 'Plain',
  docs: 'https://www.plain.com/docs/api-reference/request-signing',
  evidence: 'vendor-code',
  source: 'team-plain/typescript-sdk src/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('plain-request-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the workspace’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Plain’s settings.',
    'Store the workspace’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'thread.thread_created',
      contentType: 'application/json',
      id: 'pEv_{random}',
      body: '{"id":"{id}","timestamp":"{nowIso}","workspaceId":"w_1","type":"thread.thread_created","webhookMetadata":{"webhookTargetId":"whTarget_1","webhookDeliveryAttemptNumber":1,"webhookDeliveryAttemptTimestamp":"{nowIso}"},"payload":{"eventType":"thread.thread_created"}}',
    },
  ],
});
