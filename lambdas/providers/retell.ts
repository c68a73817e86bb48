import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-retell-signature', 'v');

export const retell = defineProvider({
  name: 'retell',
  displayName: 'Retell AI',
  docs: 'https://docs.retellai.com/features/secure-webhook',
  evidence: 'vendor-code',
  source: 'RetellAI/retell-typescript-sdk src/lib/webhook_auth.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-retell-signature', 'd'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: [rawBody, timestamp],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: 10,
  retries: 'up to 3 times (https://docs.retellai.com/features/webhook-overview)',
  secret: {
    label: 'the API key that has the webhook badge',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Enter the endpoint’s URL as the webhook of the account or of the agent in Retell AI’s dashboard.',
    'Store the API key that has the webhook badge with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'call_ended',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"call_ended","call":{"call_type":"phone_call","call_id":"{random}","agent_id":"oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD","call_status":"ended","end_timestamp":{nowMs}}}',
    },
  ],
});
