import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const anthropic = defineProvider({
  name: 'anthropic',
  displayName: 'Anthropic Claude managed agents',
  docs: 'https://platform.claude.com/docs/en/managed-agents/webhooks',
  evidence: 'vendor-code',
  source: 'npm @anthropic-ai/sdk 1.10.0, resources/beta/webhooks.mjs',
  verification: standardWebhooks(),
  // The SDK names the id in the body as the one for idempotency.
  eventId: [bodyField('id'), header('webhook-id')],
  eventType: [bodyField('data.type')],
  deadlineSeconds: null,
  retries:
    'at least once; after about 20 failed deliveries in a row the endpoint is disabled (anthropics/skills skills/claude-api/shared/managed-agents-webhooks.md)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Anthropic Claude managed agents’s settings.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'session.status_idled',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'event_{random}',
      body: '{"type":"event","id":"{id}","created_at":"{nowIso}","data":{"type":"session.status_idled","id":"session_1","organization_id":"org_1","workspace_id":"wrkspc_1"}}',
    },
  ],
});
