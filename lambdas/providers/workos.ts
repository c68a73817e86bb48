import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('workos-signature', 't');

export const workos = defineProvider({
  name: 'workos',
  displayName: 'WorkOS',
  docs: 'https://workos.com/docs/events/data-syncing/webhooks',
  evidence: 'vendor-code',
  source: 'npm @workos-inc/node 11.0.0, SignatureProvider',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('workos-signature', 'v1'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 180,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The id of the event in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the endpoint’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Webhooks in the WorkOS dashboard and create an endpoint with the URL.',
    'Store its signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'dsync.user.created',
      contentType: 'application/json',
      id: 'event_{random}',
      body: '{"id":"{id}","event":"dsync.user.created","data":{"id":"directory_user_01E1X1B89NH8Z3SDFJR4H7RGX7","state":"active"},"created_at":"{nowIso}"}',
    },
    {
      eventType: 'user.created',
      contentType: 'application/json',
      id: 'event_{random}',
      body: '{"id":"{id}","event":"user.created","data":{"object":"user","id":"user_01E4ZCR3C56J083X43JQXF3JK5","email":"ada@example.com"},"created_at":"{nowIso}"}',
    },
  ],
});
