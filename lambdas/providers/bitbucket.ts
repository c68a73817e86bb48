import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bitbucket = defineProvider({
  name: 'bitbucket',
  displayName: 'Bitbucket',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
  evidence: 'vendor-docs',
  source: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // The header’s name is the one that GitHub uses for SHA-1; here it carries SHA-256.
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The body has no id; the header’s is unsigned, the body’s fingerprint stands in the record beside it.
  eventId: [header('x-request-uuid')],
  unsignedId: true,
  eventType: [header('x-event-key')],
  deadlineSeconds: 10,
  retries: 'up to twice after 5xx (https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-webhooks/)',
  secret: {
    label: 'the secret set for the webhook',
    pattern: '^\\S(?:.*\\S)?$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Repository settings → Webhooks and add one with the endpoint’s URL and a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'repo:push',
      contentType: 'application/json',
      headers: { 'x-event-key': 'repo:push', 'x-request-uuid': '{id}', 'x-attempt-number': '1' },
      id: '{uuid}',
      body: '{"push":{"changes":[{"new":{"type":"branch","name":"main"}}]},"repository":{"full_name":"team/repo","uuid":"{673a6070-3421-46c9-9d48-90745f7bfe8e}"},"actor":{"display_name":"Emma"}}',
    },
    {
      eventType: 'pullrequest:created',
      contentType: 'application/json',
      headers: { 'x-event-key': 'pullrequest:created', 'x-request-uuid': '{id}', 'x-attempt-number': '1' },
      id: '{uuid}',
      body: '{"pullrequest":{"id":1,"title":"Add a feature","state":"OPEN"},"repository":{"full_name":"team/repo","uuid":"{673a6070-3421-46c9-9d48-90745f7bfe8e}"},"actor":{"display_name":"Emma"}}',
    },
  ],
});
