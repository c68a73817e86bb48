import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-bamboohr-timestamp');

export const bamboohr = defineProvider({
  name: 'bamboohr',
  displayName: 'BambooHR',
  docs: 'https://documentation.bamboohr.com/docs/webhooks-2',
  evidence: 'vendor-docs',
  source: 'https://documentation.bamboohr.com/docs/webhooks-2',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-bamboohr-signature'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [rawBody, timestamp],
  }),
  // Neither a delivery nor an entry has an id: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'employees', eventId: [], eventType: ['action'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s private key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks in BambooHR’s Account Settings and add one with the endpoint’s URL.',
    'Generate a key under Private Key.',
    'Store the private key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Updated',
      contentType: 'application/json',
      id: '{random}',
      body: '{"employees":[{"id":"{digits}","action":"Updated","timestamp":"{nowIso}","changedFields":["jobTitle"],"fields":{"jobTitle":{"value":"Engineer"}}}]}',
    },
  ],
});
