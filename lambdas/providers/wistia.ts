import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const wistia = defineProvider({
  name: 'wistia',
  displayName: 'Wistia',
  docs: 'https://docs.wistia.com/docs/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.wistia.com/docs/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-wistia-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each event in it has one.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: ['uuid'], eventType: ['type'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add the endpoint’s URL and a secret key in the Webhooks section of the Account Settings.',
    'Store the same secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'media.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"events":[{"uuid":"{id}","type":"media.created","payload":{"media":{"id":"e4bc"}},"generated_at":"{nowIso}"}],"hook":{"uuid":"h1"}}',
    },
  ],
});
