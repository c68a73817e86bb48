import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// While a secret is rotated the header holds a second group behind a space, which this does not read: rotate by hand.
const timestamp = headerParam('persona-signature', 't');

export const persona = defineProvider({
  name: 'persona',
  displayName: 'Persona',
  docs: 'https://docs.withpersona.com/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('persona-signature', 'v1'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('data.id')],
  eventType: [bodyField('data.attributes.name')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Persona’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'inquiry.completed',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"data":{"type":"event","id":"{id}","attributes":{"name":"inquiry.completed","created-at":"{nowIso}","payload":{"data":{"type":"inquiry","id":"inq_1","attributes":{"status":"completed"}}}}}}',
    },
  ],
});
