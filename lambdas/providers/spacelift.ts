import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const spacelift = defineProvider({
  name: 'spacelift',
  displayName: 'Spacelift',
  docs: 'https://docs.spacelift.io/integrations/webhooks',
  evidence: 'vendor-docs',
  source: 'spacelift-io/user-documentation docs/integrations/webhooks.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature-256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('state')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Spacelift’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
