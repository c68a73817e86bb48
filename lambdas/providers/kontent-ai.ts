import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const kontentAi = defineProvider({
  name: 'kontent-ai',
  displayName: 'Kontent.ai',
  docs: 'https://kontent.ai/learn/docs/webhooks',
  evidence: 'vendor-code',
  source: 'kontent-ai/webhook-helper-js lib/signatures/signature-helper.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-kontent-ai-signature'),
    signedContent: [rawBody],
  }),
  // Neither a delivery nor a notification has an id: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'notifications', eventId: [], eventType: ['message.action'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Environment settings → Webhooks in Kontent.ai and create a webhook with the endpoint’s URL and its triggers.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'published',
      contentType: 'application/json',
      id: '{random}',
      body: '{"notifications":[{"data":{"system":{"id":"{uuid}","name":"On Roasts","codename":"on_roasts","collection":"default","workflow":"default","workflow_step":"published","language":"en-US","type":"article","last_modified":"{nowIso}"}},"message":{"environment_id":"14662628-d7a0-4b21-8b1a-7c3f5a9d2e10","object_type":"content_item","action":"published","delivery_slot":"published"}}]}',
    },
  ],
});
