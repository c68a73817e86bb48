import { bearer, bodyField } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const vapi = defineProvider({
  name: 'vapi',
  displayName: 'Vapi',
  docs: 'https://docs.vapi.ai/server-url/server-authentication',
  evidence: 'vendor-docs',
  source: 'VapiAI/docs fern/server-url/server-authentication.mdx',
  verification: token(bearer),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('message.type')],
  caution:
    'assistant-request, tool-calls, transfer-destination-request and knowledge-base-request wait for an answer, which the inbox does not give',
  // Unless the server’s timeoutSeconds says otherwise.
  deadlineSeconds: 20,
  retries: 'none, unless the server’s backoffPlan asks for them (VapiAI/docs fern/apis/api/openapi.json)',
  secret: {
    label: 'the bearer token of the server’s credential',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a Custom Credential of the type Bearer Token under Integrations → Server Configuration.',
    'Give the endpoint’s URL as the server’s URL, with that credential’s id as credentialId.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'end-of-call-report',
      contentType: 'application/json',
      id: '{random}',
      body: '{"message":{"type":"end-of-call-report","endedReason":"customer-ended-call","timestamp":{nowMs},"call":{"id":"{uuid}"},"artifact":{"transcript":"AI: Hello"}}}',
    },
  ],
});
