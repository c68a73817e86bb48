import { bodyField, joined } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pipedrive = defineProvider({
  name: 'pipedrive',
  displayName: 'Pipedrive',
  docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Pipedrive/PipedriveTrigger.node.js',
  verification: basicAuth(),
  // The event’s own id in the body.
  eventId: [bodyField('meta.id')],
  eventType: [joined('.', bodyField('meta.action'), bodyField('meta.entity'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Pipedrive’s settings.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'change.deal',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"meta":{"action":"change","entity":"deal","company_id":"1","correlation_id":"{uuid}","entity_id":"42","id":"{id}","timestamp":"{nowIso}","version":"2.0"},"data":{"id":42,"title":"Deal"}}',
    },
  ],
});
