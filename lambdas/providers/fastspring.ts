import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fastspring = defineProvider({
  name: 'fastspring',
  displayName: 'FastSpring',
  docs: 'https://developer.fastspring.com/reference/message-security',
  evidence: 'third-party',
  source: 'Rust crate webhook-verify, Provider enum docs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-fs-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each event in it has one.
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
    'Create a webhook with the endpoint’s URL in FastSpring’s settings.',
    'Store the webhook’s HMAC SHA256 secret with `inbox secret set`.',
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
