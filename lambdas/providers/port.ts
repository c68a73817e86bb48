import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-port-timestamp');

export const port = defineProvider({
  name: 'port',
  displayName: 'Port',
  docs: 'https://docs.port.io/actions-and-automations/setup-backend/webhook/',
  evidence: 'third-party',
  source: 'Port docs copy (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-port-signature', { prefix: 'v1,' }),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // A run of an action is triggered once.
  eventId: [joined(':', bodyField('context.runId'), bodyField('action'))],
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the organisation’s client secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Port’s settings.',
    'Store the organisation’s client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'CREATE',
      contentType: 'application/json',
      id: 'r_{random}',
      body: '{"action":"CREATE","resourceType":"run","status":"TRIGGERED","trigger":{"by":{"orgId":"org_1"},"at":"{nowIso}"},"context":{"runId":"{id}"},"payload":{}}',
    },
  ],
});
