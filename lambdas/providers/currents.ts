import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const currents = defineProvider({
  name: 'currents',
  displayName: 'Currents',
  docs: 'https://docs.currents.dev/resources/integrations/http-webhooks',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Currents/CurrentsTriggerHelpers.js',
  verification: token(headerNamedBy('headerName', { otherwise: 'x-webhook-secret' })),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not x-webhook-secret',
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
    'Create a webhook with the endpoint’s URL in Currents’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'RUN_FINISH',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"RUN_FINISH","runUrl":"https://app.currents.dev/run/{random}","buildId":"b1","tags":["main"],"passes":10,"failures":0}',
    },
  ],
});
