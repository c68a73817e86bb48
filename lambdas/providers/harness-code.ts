import { bodyField, headerNamedBy, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const harnessCode = defineProvider({
  name: 'harness-code',
  displayName: 'Harness Code',
  docs: 'https://developer.harness.io/docs/code-repository/work-in-repos/webhooks/',
  evidence: 'vendor-code',
  source: 'harness/gitness app/services/webhook/trigger.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // Named after the brand of the build: X-<brand>-Signature.
    signature: headerNamedBy('headerName', { otherwise: 'x-gitness-signature' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('trigger')],
  caution: 'the header bears the brand of the build: name it in the settings when it is not X-Gitness-Signature',
  settings: {
    headerName: {
      description: 'the header of the signature, when it is not X-Gitness-Signature',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: 10,
  retries:
    'up to 3 by default, after 408, 429 or 5xx other than 501; none when no answer comes in time (harness/gitness app/services/webhook/trigger.go)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a secret in the repository’s settings.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'pullreq_created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"trigger":"pullreq_created","repo":{"id":{digits},"path":"example/app","default_branch":"main"},"principal":{"uid":"ada","email":"ada@example.com"},"pull_req":{"number":1,"title":"Fix the readme","state":"open"}}',
    },
  ],
});
