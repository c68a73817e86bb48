import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const greenhouse = defineProvider({
  name: 'greenhouse',
  displayName: 'Greenhouse',
  docs: 'https://developers.greenhouse.io/webhooks.html',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/greenhouse.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('signature', { prefix: 'sha256 ' }),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('greenhouse-event-id')],
  unsignedId: true,
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Greenhouse’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'hire_candidate',
      contentType: 'application/json',
      headers: { 'greenhouse-event-id': '{id}' },
      id: '{digits}',
      body: '{"action":"hire_candidate","payload":{"application":{"id":46194062,"status":"hired","candidate":{"id":{digits},"first_name":"Ada"}}}}',
    },
  ],
});
