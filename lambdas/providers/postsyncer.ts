import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const postsyncer = defineProvider({
  name: 'postsyncer',
  displayName: 'PostSyncer',
  docs: 'https://docs.postsyncer.com/guides/verify-webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.postsyncer.com/guides/verify-webhooks',
  verification: standardWebhooks(),
  // Signed; the event’s own id, the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries: 'up to 7 over about 41 h on 408, 429, 5xx or no answer (https://docs.postsyncer.com/guides/verify-webhooks)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL under Settings → Agents & Integrations → Webhooks.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post.published',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '01j{random}',
      body: '{"type":"post.published","id":"{id}","timestamp":"{nowIso}","workspace_id":12,"data":{"id":{digits}}}',
    },
  ],
});
