import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-buildkite-signature', 'timestamp');

export const buildkite = defineProvider({
  name: 'buildkite',
  displayName: 'Buildkite',
  docs: 'https://buildkite.com/docs/apis/webhooks',
  evidence: 'vendor-docs',
  source: 'buildkite/docs pages/apis/webhooks/_webhook_signature.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-buildkite-signature', 'signature'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Notification Services and add a Webhook with the endpoint’s URL.',
    'Choose to send the token as an X-Buildkite-Signature, not in plain text.',
    'Store the webhook’s token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'build.finished',
      contentType: 'application/json',
      headers: { 'x-buildkite-event': 'build.finished' },
      id: '{random}',
      body: '{"event":"build.finished","build":{"id":"{uuid}","number":27,"state":"passed","branch":"main","finished_at":"{nowIso}"},"pipeline":{"id":"c9f0","slug":"app"},"sender":{"id":"8a7693","name":"Ada"}}',
    },
  ],
});
