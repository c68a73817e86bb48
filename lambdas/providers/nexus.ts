import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nexus = defineProvider({
  name: 'nexus',
  displayName: 'Sonatype Nexus',
  docs: 'https://help.sonatype.com/en/webhooks.html',
  evidence: 'vendor-code',
  source: 'sonatype/nexus-public, WebhookServiceImpl.java',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-nexus-webhook-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed.
  eventId: [header('x-nexus-webhook-delivery')],
  unsignedId: true,
  eventType: [header('x-nexus-webhook-id')],
  deadlineSeconds: null,
  retries: 'never, a failure is only logged (sonatype/nexus-public, WebhookServiceImpl.java)',
  secret: {
    label: 'the capability’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Administration → Capabilities in Nexus and create “Webhook: Repository” or “Webhook: Global” with the endpoint’s URL and a secret key of your own.',
    'Store the same key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'rm:repository:component',
      contentType: 'application/json; charset=UTF-8',
      headers: { 'x-nexus-webhook-delivery': '{id}', 'x-nexus-webhook-id': 'rm:repository:component' },
      id: '{uuid}',
      body: '{"timestamp":"{nowIso}","nodeId":"7FFA7361","initiator":"admin/127.0.0.1","repositoryName":"maven-releases","action":"CREATED","component":{"id":"{random}","format":"maven2","name":"app","version":"1.0.0"}}',
    },
  ],
});
