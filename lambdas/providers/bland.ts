import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const bland = defineProvider({
  name: 'bland',
  displayName: 'Bland AI',
  docs: 'https://docs.bland.ai/tutorials/webhook-signing',
  evidence: 'vendor-docs',
  source: 'https://docs.bland.ai/tutorials/webhook-signing',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-webhook-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Keys tab of the Account Settings in the Dev Portal and create a webhook signing secret with Replace Secret.',
    'Give the endpoint’s URL as webhook of an inbound number or with each call.',
    'Store the signing secret, which is shown only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'call',
      contentType: 'application/json',
      id: '{random}',
      body: '{"call_id":"{uuid}","call_length":1.25,"to":"+15555550100","from":"+15555550101","completed":true,"created_at":"{nowIso}","inbound":false,"queue_status":"complete","answered_by":"human","call_ended_by":"ASSISTANT","status":"completed"}',
    },
  ],
});
