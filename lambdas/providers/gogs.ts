import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const gogs = defineProvider({
  name: 'gogs',
  displayName: 'Gogs',
  docs: 'https://gogs.io/docs/features/webhook',
  evidence: 'vendor-code',
  source: 'gogs/gogs internal/database/webhook.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-gogs-signature'),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same when a delivery is sent again by hand.
  eventId: [header('x-gogs-delivery')],
  unsignedId: true,
  eventType: [header('x-gogs-event')],
  // The default of DELIVER_TIMEOUT (gogs/gogs conf/app.ini)
  deadlineSeconds: 15,
  retries: 'none by itself (gogs/gogs internal/database/webhook.go)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the repository’s settings.',
    'Choose application/json as its content type (a form is signed before it is encoded) and give it a secret.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'push',
      contentType: 'application/json',
      headers: { 'x-gogs-delivery': '{id}', 'x-gogs-event': 'push' },
      id: '{uuid}',
      body: '{"ref":"refs/heads/main","before":"28e1879d029cb852e4844d9c718537df08844e03","after":"bffeb74224043ba2feb48d137756c8a9331c449a","commits":[{"id":"bffeb74224043ba2feb48d137756c8a9331c449a","message":"Add readme","timestamp":"{nowIso}"}],"repository":{"id":140,"name":"hello"}}',
    },
  ],
});
