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
  // As set for the trigger, 60 if not told otherwise.
  deadlineSeconds: 60,
  retries:
    'as set for the trigger, none if not told otherwise (https://docs.nhost.io/products/events/retry-configuration/)',
  secret: {
    label: 'the value of NHOST_WEBHOOK_SECRET',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create an event trigger with the endpoint’s URL in Nhost and add the header nhost-webhook-secret, from the environment variable NHOST_WEBHOOK_SECRET.',
    'Store the value of that variable with `inbox secret set`.',
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
