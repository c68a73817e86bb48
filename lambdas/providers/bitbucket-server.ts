import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bitbucketServer = defineProvider({
  name: 'bitbucket-server',
  displayName: 'Bitbucket Server / Data Center',
  docs: 'https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html',
  evidence: 'vendor-docs',
  source: 'https://confluence.atlassian.com/bitbucketserver089/manage-webhooks-1236435926.html',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // X-Request-Id is another for each request and not signed: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-event-key')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook of the project or repository with the endpoint’s URL, a random secret and the events.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'repo:refs_changed',
      contentType: 'application/json',
      headers: { 'x-request-id': '{uuid}', 'x-event-key': 'repo:refs_changed' },
      id: '{uuid}',
      body: '{"eventKey":"repo:refs_changed","date":"{nowIso}","actor":{"name":"ada"},"repository":{"slug":"app","id":{digits},"project":{"key":"PROJ"}},"changes":[{"ref":{"id":"refs/heads/main"},"fromHash":"ecddabb624f6f5ba43816f5926e580a5f680a932","toHash":"178864a7d521b6f5e720b386b2c2b0ef8563e0dc","type":"UPDATE"}]}',
    },
  ],
});
