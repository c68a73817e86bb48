import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nhost = defineProvider({
  name: 'nhost',
  displayName: 'Nhost',
  docs: 'https://docs.nhost.io/products/events/guides/webhook-security/',
  evidence: 'vendor-docs',
  source: 'https://docs.nhost.io/products/events/guides/webhook-security/',
  verification: token(header('nhost-webhook-secret')),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('trigger.name')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Nhost’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order_created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","created_at":"{nowIso}","trigger":{"name":"order_created"},"table":{"schema":"public","name":"orders"},"event":{"op":"INSERT","data":{"old":null,"new":{"id":1}}}}',
    },
  ],
});
