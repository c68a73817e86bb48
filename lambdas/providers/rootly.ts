import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-rootly-signature', 't');

export const rootly = defineProvider({
  name: 'rootly',
  displayName: 'Rootly',
  docs: 'https://docs.rootly.com/configuration/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.rootly.com/configuration/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-rootly-signature', 'v1'),
    timestamp,
    // The documentation names no window; what was sent five minutes ago is not new.
    toleranceSeconds: 300,
    signedContent: [timestamp, rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Rootly.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'incident.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event":{"id":"{id}","type":"incident.created","issued_at":"{nowIso}"},"data":{"id":"i1","title":"Database down","status":"started"}}',
    },
  ],
});
