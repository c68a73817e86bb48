import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const onfido = defineProvider({
  name: 'onfido',
  displayName: 'Onfido',
  docs: 'https://documentation.onfido.com/api/manual-webhook-signature-verification',
  evidence: 'vendor-code',
  source: 'onfido/onfido-node webhook-event-verifier.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-sha2-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('payload.action')],
  // onfido/onfido-openapi-spec paths/webhooks.yaml
  deadlineSeconds: 10,
  retries: null,
  secret: {
    label: 'the webhook’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Onfido’s dashboard or API.',
    'Store the webhook’s token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'check.completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"payload":{"resource_type":"check","action":"check.completed","object":{"id":"{uuid}","status":"complete","completed_at_iso8601":"{nowIso}","href":"https://api.eu.onfido.com/v3.6/checks/1"}}}',
    },
  ],
});
