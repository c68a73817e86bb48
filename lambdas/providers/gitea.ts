import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const gitea = defineProvider({
  name: 'gitea',
  displayName: 'Gitea',
  docs: 'https://docs.gitea.com/usage/webhooks',
  evidence: 'vendor-code',
  source: 'go-gitea/gitea services/webhook/deliver.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-gitea-signature'),
    signedContent: [rawBody],
  }),
  // The id of the delivery’s task, in a header that is not signed; Gitea tries a task once.
  eventId: [header('x-gitea-delivery')],
  unsignedId: true,
  eventType: [header('x-gitea-event')],
  // The default of DELIVER_TIMEOUT (go-gitea/gitea modules/setting/webhook.go)
  deadlineSeconds: 5,
  retries: 'none by itself (go-gitea/gitea services/webhook/deliver.go)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks of the repository or organisation and add a Gitea webhook.',
    'Paste the endpoint’s URL, choose POST and application/json (a form is signed before it is encoded), and give it a secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'push',
      contentType: 'application/json',
      headers: { 'x-gitea-delivery': '{id}', 'x-gitea-event': 'push', 'x-gitea-event-type': 'push' },
      id: '{uuid}',
      body: '{"ref":"refs/heads/develop","before":"28e1879d029cb852e4844d9c718537df08844e03","after":"bffeb74224043ba2feb48d137756c8a9331c449a","compare_url":"http://localhost:3000/gitea/webhooks/compare/28e1879d029cb852e4844d9c718537df08844e03...bffeb74224043ba2feb48d137756c8a9331c449a","commits":[{"id":"bffeb74224043ba2feb48d137756c8a9331c449a","message":"Webhooks Yay!","author":{"name":"Gitea","email":"someone@gitea.io","username":"gitea"},"timestamp":"2017-03-13T13:52:11-04:00"}],"repository":{"id":140,"name":"webhooks","full_name":"gitea/webhooks","private":false},"pusher":{"id":1,"login":"gitea"},"sender":{"id":1,"login":"gitea"}}',
    },
  ],
});
