import { headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const zapier = defineProvider({
  name: 'zapier',
  displayName: 'Webhooks by Zapier',
  docs: null,
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/bespoke/token-auth-providers.ts',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  caution: 'the body is whatever the Zap sends',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Webhooks by Zapier’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'hook',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{random}","email":"ada@example.com","created":"{nowIso}"}',
    },
  ],
});
