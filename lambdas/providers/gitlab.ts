import { bodyField, header } from '../verification/parts.ts';
import { bySecret, standardWebhooks, token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const headers = { 'x-gitlab-instance': 'https://gitlab.com', 'idempotency-key': '{id}', 'webhook-id': '{id}' };

export const gitlab = defineProvider({
  name: 'gitlab',
  displayName: 'GitLab',
  docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  evidence: 'vendor-code',
  source: 'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/230944 and 231325',
  // A signing token (whsec_…, since 19.0) demands the signature; the plain secret token never stands in for it.
  verification: bySecret(
    { pattern: '^whsec_', scheme: standardWebhooks() },
    { pattern: '', scheme: token(header('x-gitlab-token')) },
  ),
  // The same on retries; signed when there is a signing token.
  eventId: [header('webhook-id'), header('idempotency-key'), header('x-gitlab-event-uuid')],
  unsignedId: true,
  eventType: [header('x-gitlab-event'), bodyField('object_kind')],
  deadlineSeconds: 10,
  retries: null,
  secret: {
    label: 'the webhook’s signing token (whsec_…), or its secret token',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^glpat-',
        sentence: 'This is a personal access token; the signing token is made in the webhook’s own settings.',
      },
    ],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Open Settings → Webhooks of the project or group and add a webhook with the endpoint’s URL.',
    'Generate a signing token (GitLab 19.0 and later), or enter a secret token.',
    'Store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Push Hook',
      contentType: 'application/json',
      headers: { ...headers, 'x-gitlab-event': 'Push Hook' },
      id: '{uuid}',
      body: '{"object_kind":"push","event_name":"push","before":"95790bf891e76fee5e1747ab589903a6a1f80f22","after":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7","ref":"refs/heads/main","user_name":"Ada Lovelace","project":{"id":15,"name":"Diaspora","path_with_namespace":"mike/diaspora"},"commits":[{"id":"da1560886d4f094c3e6c9ef40349f7d38b5d27d7","message":"fixed readme","timestamp":"{nowIso}"}],"total_commits_count":1}',
    },
    {
      eventType: 'Merge Request Hook',
      contentType: 'application/json',
      headers: { ...headers, 'x-gitlab-event': 'Merge Request Hook' },
      id: '{uuid}',
      body: '{"object_kind":"merge_request","event_type":"merge_request","user":{"id":1,"name":"Ada Lovelace","username":"ada"},"project":{"id":15,"name":"Diaspora"},"object_attributes":{"id":99,"iid":1,"target_branch":"main","source_branch":"fix","title":"Fix the readme","state":"opened","action":"open","updated_at":"{nowIso}"}}',
    },
  ],
});
