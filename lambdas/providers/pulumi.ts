import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pulumi = defineProvider({
  name: 'pulumi',
  displayName: 'Pulumi Cloud',
  docs: 'https://www.pulumi.com/docs/pulumi-cloud/webhooks/',
  evidence: 'third-party',
  source: 'Pulumi docs copy (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('pulumi-webhook-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('pulumi-webhook-id')],
  unsignedId: true,
  eventType: [header('pulumi-webhook-kind')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Pulumi Cloud’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'stack_update',
      contentType: 'application/json',
      headers: { 'pulumi-webhook-id': '{id}', 'pulumi-webhook-kind': 'stack_update' },
      id: '{uuid}',
      body: '{"user":{"name":"Ada","githubLogin":"ada"},"organization":{"name":"example"},"projectName":"app","stackName":"prod","updateUrl":"https://app.pulumi.com/example/app/prod/updates/1","kind":"update","result":"succeeded"}',
    },
  ],
});
