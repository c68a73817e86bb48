import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const outreach = defineProvider({
  name: 'outreach',
  displayName: 'Outreach',
  docs: null,
  evidence: 'third-party',
  source: 'public receivers, several of which agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('outreach-webhook-signature'),
    signedContent: [rawBody],
  }),
  // data.id is the record’s: the hash of the body, which has the time of the delivery, stands in.
  eventId: [],
  eventType: [bodyField('meta.eventName')],
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the webhook’s secret, as given when it was created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with a POST to https://api.outreach.io/api/v2/webhooks, with the endpoint’s URL, a resource, an action and a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'prospect.updated',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"data":{"type":"prospect","id":{id},"attributes":{"updatedAt":"{nowIso}","firstName":"John","lastName":"Doe"}},"meta":{"deliveredAt":"{nowIso}","eventName":"prospect.updated"}}',
    },
  ],
});
