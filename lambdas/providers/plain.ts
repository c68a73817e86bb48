import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const plain = defineProvider({
  name: 'plain',
  displayName: 'Plain',
  docs: 'https://www.plain.com/docs/request-signing',
  evidence: 'vendor-code',
  source: 'team-plain/typescript-sdk src/webhooks/verify.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('plain-request-signature'),
    // In the signed body, new with each attempt.
    timestamp: bodyField('webhookMetadata.webhookDeliveryAttemptTimestamp'),
    timestampUnit: 'iso8601',
    toleranceSeconds: 300,
    signedContent: [rawBody],
  }),
  // The event’s own id in the body, the same over all attempts.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    '12 times within about 5 days: after 10 and 30 seconds, 5 and 30 minutes, 1, 3, 6 and 12 hours, then daily four times (https://www.plain.com/docs/webhooks)',
  secret: {
    label: 'the workspace’s HMAC secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks in Plain and add a webhook target with the endpoint’s URL and its events.',
    'Store the workspace’s HMAC secret, under Settings → Request signing, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'thread.thread_created',
      contentType: 'application/json',
      id: 'pEv_{random}',
      body: '{"id":"{id}","timestamp":"{nowIso}","workspaceId":"w_1","type":"thread.thread_created","webhookMetadata":{"webhookTargetId":"whTarget_01HD4400VTDJQ646V6RY37SR7K","webhookDeliveryAttemptId":"whAttempt_{random}","webhookDeliveryAttemptNumber":1,"webhookDeliveryAttemptTimestamp":"{nowIso}"},"payload":{"eventType":"thread.thread_created"}}',
    },
  ],
});
