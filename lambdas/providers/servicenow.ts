import { headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const servicenow = defineProvider({
  name: 'servicenow',
  displayName: 'ServiceNow',
  docs: null,
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/servicenow.ts',
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
  caution: 'the body is whatever your business rule or flow sends',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in ServiceNow’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'record',
      contentType: 'application/json',
      id: '{random}',
      body: '{"sys_id":"{random}","number":"INC0010001","short_description":"Printer","sys_updated_on":"2026-11-24 10:00:00"}',
    },
  ],
});
