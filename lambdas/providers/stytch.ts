import { bodyField, header, joined, lowerCase } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const stytch = defineProvider({
  name: 'stytch',
  displayName: 'Stytch',
  docs: 'https://stytch.com/docs/workspace-management/webhooks',
  evidence: 'vendor-docs',
  source: 'https://stytch.com/docs/workspace-management/webhooks',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id')],
  eventType: [lowerCase(joined('.', bodyField('source'), bodyField('object_type'), bodyField('action')))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the Stytch Dashboard.',
    'Store the webhook’s signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'direct.user.create',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: '{random}',
      body: '{"project_id":"project-live-1","event_id":"event-live-{random}","action":"CREATE","object_type":"user","source":"DIRECT","id":"user-live-1","timestamp":"{nowIso}"}',
    },
  ],
});
