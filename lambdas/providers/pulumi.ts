import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pulumi = defineProvider({
  name: 'pulumi',
  displayName: 'Pulumi Cloud',
  docs: 'https://www.pulumi.com/docs/pulumi-cloud/webhooks/',
  evidence: 'vendor-docs',
  source: 'pulumi/docs content/docs/pulumi-cloud/webhooks.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('pulumi-webhook-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, unique for each webhook sent.
  eventId: [header('pulumi-webhook-id')],
  unsignedId: true,
  eventType: [header('pulumi-webhook-kind')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “Create webhook” under Settings → Webhooks, with the destination Webhook, the endpoint’s URL and a secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'stack_update',
      contentType: 'application/json',
      headers: { 'pulumi-webhook-id': '{id}', 'pulumi-webhook-kind': 'stack_update' },
      id: '{uuid}',
      body: '{"user":{"name":"Ada","githubLogin":"ada","avatarUrl":"https://example.com/ada.png"},"organization":{"name":"example","githubLogin":"example","avatarUrl":"https://example.com/o.png"},"projectName":"app","stackName":"prod","updateUrl":"https://app.pulumi.com/example/app/prod/updates/1","kind":"update","result":"succeeded","resourceChanges":{"create":1},"isPreview":false}',
    },
  ],
});
