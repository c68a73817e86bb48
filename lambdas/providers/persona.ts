import { bodyField, headerParam, position, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// While a secret is rotated the header holds two groups with a space between, `t=1,v1=a t=1,v1=b`, both of one time.
const timestamp = headerParam('persona-signature', 't');

export const persona = defineProvider({
  name: 'persona',
  displayName: 'Persona',
  docs: 'https://docs.withpersona.com/docs/webhooks-best-practices',
  evidence: 'vendor-docs',
  source: 'https://docs.withpersona.com/docs/webhooks-best-practices',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: position(headerParam('persona-signature', 'v1'), 0, { separator: ' ' }),
    timestamp,
    // The documentation sets no window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('data.id')],
  eventType: [bodyField('data.attributes.name')],
  // https://docs.withpersona.com/2022-09-01/webhooks-best-practices
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks in the Persona Dashboard and create one with the endpoint’s URL.',
    'Choose the events.',
    'Store the webhook’s secret with `inbox secret set`.',
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
