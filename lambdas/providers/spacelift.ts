import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const spacelift = defineProvider({
  name: 'spacelift',
  displayName: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/webhooks',
  evidence: 'vendor-code',
  source: 'spacelift-io-examples/terraform-aws-spacelift-events-collector function.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature-256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('state')],
  deadlineSeconds: null,
  retries:
    'up to 3 times on 5xx, where “Retry on failure” is enabled (https://docs.spacelift.io/integrations/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “Create webhook” under Integrations → Webhooks → View, with the endpoint’s URL and a secret, and name it in a notification policy.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'FINISHED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"account":"example","state":"FINISHED","stateVersion":4,"timestamp":{now},"run":{"id":"{random}","type":"TRACKED"},"stack":{"id":"app","name":"app"}}',
    },
  ],
});
