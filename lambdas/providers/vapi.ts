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
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the bearer token of the server’s credential',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Vapi’s settings.',
    'Store the bearer token of the server’s credential with `inbox secret set`.',
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
