import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const formbricks = defineProvider({
  name: 'formbricks',
  displayName: 'Formbricks',
  docs: 'https://formbricks.com/docs/platform/features/integrations/webhooks',
  evidence: 'vendor-docs',
  source: 'formbricks/formbricks docs/platform/features/integrations/webhooks.mdx',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('event')],
  // WEBHOOK_TIMEOUT_MS in apps/web/modules/response-pipeline/lib/process-response-pipeline-job.ts
  deadlineSeconds: 5,
  retries:
    'up to 3 attempts with exponential backoff, the second after 5 seconds (formbricks/formbricks packages/jobs/src/constants.ts)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Configuration → Integrations → Manage Webhooks and add a webhook with the endpoint’s URL.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'responseFinished',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"webhookId":"cl1","event":"responseFinished","data":{"id":"{random}","createdAt":"{nowIso}","surveyId":"s1","finished":true,"data":{"q1":"yes"}}}',
    },
  ],
});
