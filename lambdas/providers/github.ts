import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const github = defineProvider({
  name: 'github',
  displayName: 'GitHub',
  docs: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
  evidence: 'vendor-code',
  source: 'npm @octokit/webhooks-methods 6.0.0',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // The older x-hub-signature (SHA-1) is sent beside it and never counts.
    signature: header('x-hub-signature-256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // The GUID of the event: a redelivery repeats it. It is not signed; the body's fingerprint stands in the record beside it.
  eventId: [header('x-github-delivery')],
  unsignedId: true,
  eventType: [header('x-github-event')],
  deadlineSeconds: 10,
  retries:
    'none by itself; by hand or through the API (https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries)',
  secret: {
    label: 'the secret typed into the webhook’s form',
    pattern: '^\\S.{6,}\\S$',
    mistakes: [
      {
        pattern: '^(?:gh[pousr]_|github_pat_)',
        sentence: 'This is an access token; use the webhook’s own secret, a random text that you choose.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Settings → Webhooks → Add webhook of the repository or organisation.',
    'Paste the endpoint’s URL, choose the content type application/json, and type a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'push',
      contentType: 'application/json',
      headers: { 'user-agent': 'GitHub-Hookshot/044aadd', 'x-github-event': 'push', 'x-github-delivery': '{id}' },
      id: '{uuid}',
      body: '{"ref":"refs/heads/main","before":"6113728f27ae82c7b1a177c8d03f9e96e0adf246","after":"0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c","repository":{"id":186853002,"full_name":"Codertocat/Hello-World","private":false},"pusher":{"name":"Codertocat"},"commits":[]}',
    },
    {
      eventType: 'issues',
      contentType: 'application/json',
      headers: { 'user-agent': 'GitHub-Hookshot/044aadd', 'x-github-event': 'issues', 'x-github-delivery': '{id}' },
      id: '{uuid}',
      body: '{"action":"opened","issue":{"id":444500041,"number":1,"title":"Spelling error in the README file"},"repository":{"id":186853002,"full_name":"Codertocat/Hello-World"},"sender":{"login":"Codertocat"}}',
    },
    {
      eventType: 'ping',
      contentType: 'application/json',
      headers: { 'user-agent': 'GitHub-Hookshot/044aadd', 'x-github-event': 'ping', 'x-github-delivery': '{id}' },
      id: '{uuid}',
      body: '{"zen":"Design for failure.","hook_id":292430182,"hook":{"type":"Repository","id":292430182,"active":true,"events":["push"]}}',
    },
  ],
});
