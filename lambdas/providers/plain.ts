import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const plain = defineProvider({
  name: 'plain',
  displayName: 'Plain',
  docs: 'https://www.plain.com/docs/request-signing',
  evidence: 'vendor-code',
  source: 'npm @team-plain/typescript-sdk 5.12.1, verifyPlainWebhook',
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
      eventType: 'customer.customer_group_changed',
      contentType: 'application/json',
      id: 'pEv_01JZ{nowMs}{digits}',
      body: '{"id":"{id}","timestamp":"{nowIso}","workspaceId":"w_01JZ0000000000000000000001","type":"customer.customer_group_changed","webhookMetadata":{"webhookTargetId":"whTarget_01JZ0000000000000000000002","webhookTargetVersion":"2026-02-27","webhookDeliveryAttemptId":"whAttempt_01JZ0000000000000000000003","webhookDeliveryAttemptNumber":1,"webhookDeliveryAttemptTimestamp":"{nowIso}"},"payload":{"eventType":"customer.customer_group_changed","changeType":"ADDED","customerGroup":{"id":"cg_01JZ0000000000000000000004","workspaceId":"w_01JZ0000000000000000000001","name":"Enterprise","key":"enterprise","color":"#e9962d","createdAt":"{nowIso}","createdBy":{"actorType":"system","system":"api"},"updatedAt":"{nowIso}","updatedBy":{"actorType":"system","system":"api"}}}}',
    },
  ],
});
