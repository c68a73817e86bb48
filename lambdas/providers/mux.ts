import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('mux-signature', 't');

export const mux = defineProvider({
  name: 'mux',
  displayName: 'Mux',
  docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
  evidence: 'vendor-code',
  source: 'npm @mux/mux-node 15.3.0, resources/webhooks/webhooks.mjs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('mux-signature', 'v1'),
    timestamp,
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The id of the event in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 5,
  retries: 'for 24 hours with growing waits, until a 2xx comes (https://www.mux.com/docs/core/listen-for-webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Webhooks of the environment and create one with the endpoint’s URL.',
    'Show the signing secret and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'video.asset.ready',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"type":"video.asset.ready","id":"{id}","created_at":"{nowIso}","object":{"type":"asset","id":"0201p02fGKPE7MrbC269XRD7LpcHhrmbu0002"},"environment":{"name":"Production","id":"7nxqfo"},"data":{"status":"ready"},"attempts":[]}',
    },
    {
      eventType: 'video.asset.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"type":"video.asset.created","id":"{id}","created_at":"{nowIso}","object":{"type":"asset","id":"0201p02fGKPE7MrbC269XRD7LpcHhrmbu0003"},"environment":{"name":"Production","id":"7nxqfo"},"data":{"status":"preparing"},"attempts":[]}',
    },
  ],
});
