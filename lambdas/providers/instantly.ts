import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const instantly = defineProvider({
  name: 'instantly',
  displayName: 'Instantly',
  docs: 'https://developer.instantly.ai/',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/instantly.ts',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event_type')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Instantly’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'email_sent',
      contentType: 'application/json',
      id: '{random}',
      body: '{"timestamp":"{nowIso}","event_type":"email_sent","workspace":"w1","campaign_id":"{uuid}","lead_email":"ada@example.com"}',
    },
  ],
});
