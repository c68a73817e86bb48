import { headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('tailscale-webhook-signature', 't');

export const tailscale = defineProvider({
  name: 'tailscale',
  displayName: 'Tailscale',
  docs: 'https://tailscale.com/kb/1213/webhooks',
  evidence: 'vendor-code',
  source: 'tailscale/tailscale docs/webhooks/example.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('tailscale-webhook-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // Neither a delivery nor an event has an id: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: '', eventId: [], eventType: ['type'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret (tskey-webhook-…)',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^tskey-(?:api|auth|client)-',
        sentence: 'This is a key of another kind; the secret of a webhook begins with tskey-webhook-.',
      },
    ],
    local: { kind: 'text', prefix: 'tskey-webhook-', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Webhooks page of the admin console and add an endpoint with the URL.',
    'Choose the events.',
    'Store the secret that is shown then with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'nodeCreated',
      contentType: 'application/json',
      id: '{random}',
      body: '[{"timestamp":"{nowIso}","version":1,"type":"nodeCreated","tailnet":"example.com","message":"Node laptop created","data":{"nodeID":"{random}","deviceName":"laptop.example.ts.net"}}]',
    },
  ],
});
