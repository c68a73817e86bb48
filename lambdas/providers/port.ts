import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-port-timestamp');

export const port = defineProvider({
  name: 'port',
  displayName: 'Port',
  docs: 'https://docs.port.io/actions-and-automations/setup-backend/webhook/signature-verification',
  evidence: 'vendor-docs',
  source: 'port-labs/port-docs docs/actions-and-automations/setup-backend/webhook/signature-verification.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-port-signature', { prefix: 'v1,' }),
    timestamp,
    // The documentation leaves the window to the receiver.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // A run of an action is triggered once; an action whose body leaves either out has the hash of the body.
  eventId: [joined(':', bodyField('context.runId'), bodyField('action'))],
  eventType: [bodyField('action')],
  caution: 'the body is what the action’s own template makes: keep context.runId and action in it',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the client secret of the Port credentials',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Give the action the invocation type “Trigger Webhook URL”, with the endpoint’s URL.',
    'Store the client secret of the Port credentials with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'create_service',
      contentType: 'application/json',
      id: 'r_{random}',
      body: '{"action":"create_service","resourceType":"run","status":"TRIGGERED","trigger":{"by":{"orgId":"org_1","userId":"u1"},"origin":"UI","at":"{nowIso}"},"context":{"entity":null,"blueprint":"service","runId":"{id}"},"payload":{"entity":null,"action":{"invocationMethod":{"type":"WEBHOOK","url":"https://example.com"},"trigger":"CREATE"},"properties":{"name":"app"},"censoredProperties":[]}}',
    },
  ],
});
