import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nexus = defineProvider({
  name: 'nexus',
  displayName: 'Sonatype Nexus',
  docs: 'https://help.sonatype.com/en/webhooks.html',
  evidence: 'third-party',
  source: 'fluxcd/notification-controller internal/server/receiver_handlers.go',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-nexus-webhook-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-nexus-webhook-delivery')],
  unsignedId: true,
  eventType: [header('x-nexus-webhook-id')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Sonatype Nexus’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'rm:repository:component',
      contentType: 'application/json',
      headers: { 'x-nexus-webhook-delivery': '{id}', 'x-nexus-webhook-id': 'rm:repository:component' },
      id: '{uuid}',
      body: '{"timestamp":"{nowIso}","nodeId":"7FFA7361","initiator":"admin/127.0.0.1","repositoryName":"maven-releases","action":"CREATED","component":{"id":"{random}","format":"maven2","name":"app","version":"1.0.0"}}',
    },
  ],
});
