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
    label: 'the value of the header that deliveries carry',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a Webhooks by Zapier action to the Zap that posts to the endpoint’s URL, with a header of your choice.',
    'Store the whole value of that header with `inbox secret set`.',
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
