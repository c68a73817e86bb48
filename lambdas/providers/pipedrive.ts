import { bodyField, joined } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pipedrive = defineProvider({
  name: 'pipedrive',
  displayName: 'Pipedrive',
  docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
  evidence: 'vendor-docs',
  source: 'pipedrive/client-php docs/Model/AddWebhookRequest.md',
  verification: basicAuth(),
  // The event’s own id in the body.
  eventId: [bodyField('meta.id')],
  eventType: [joined('.', bodyField('meta.action'), bodyField('meta.entity'))],
  // https://pipedrive.readme.io/docs/webhooks-for-apps
  deadlineSeconds: 10,
  retries: null,
  secret: {
    label: 'username:password, as given to the provider',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Tools and apps → Webhooks and create one with the endpoint’s URL.',
    'Enter a user name and a random password for HTTP authentication.',
    'Store both as username:password with `inbox secret set`.',
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
