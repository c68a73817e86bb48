import { bodyField } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const aircall = defineProvider({
  name: 'aircall',
  displayName: 'Aircall',
  docs: 'https://developer.aircall.io/tutorials/webhooks-guide',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills skills/aircall-webhooks/references/verification.md',
  verification: token(bodyField('token')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Integration page of the Aircall Dashboard and install the Webhook integration.',
    'Enter the endpoint’s URL, choose the events and save.',
    'Store the webhook’s token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'call.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"resource":"call","event":"call.created","timestamp":{now},"token":"{signature}","data":{"id":{digits},"direct_link":"https://api.aircall.io/v1/calls/1","direction":"inbound","status":"initial"}}',
    },
  ],
});
