import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fastspring = defineProvider({
  name: 'fastspring',
  displayName: 'FastSpring',
  docs: 'https://developer.fastspring.com/docs/message-security',
  evidence: 'vendor-docs',
  source: 'https://developer.fastspring.com/docs/message-security',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-fs-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each event in it has one, the same over automatic retries and another when resent by hand
  // (https://fastspring.com/docs/webhooks).
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: ['id'], eventType: ['type'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s HMAC SHA256 secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks in the FastSpring App and add a webhook.',
    'Add the endpoint’s URL to it, with a random HMAC SHA256 secret and the events.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order.completed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"events":[{"id":"{id}","processed":false,"created":{nowMs},"type":"order.completed","live":true,"data":{"order":"o1","total":10,"currency":"USD"}}]}',
    },
  ],
});
