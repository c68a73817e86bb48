import { headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('tailscale-webhook-signature', 't');

export const tailscale = defineProvider({
  name: 'tailscale',
  displayName: 'Tailscale',
  docs: 'https://tailscale.com/kb/1213/webhooks',
  evidence: 'third-party',
  source: 'https://tailscale.com/kb/1213/webhooks',
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
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Tailscale’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
