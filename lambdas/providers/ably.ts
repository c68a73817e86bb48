import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const ably = defineProvider({
  name: 'ably',
  displayName: 'Ably',
  docs: 'https://ably.com/docs/platform/integrations/webhooks',
  evidence: 'vendor-docs',
  source: 'ably/docs src/pages/docs/platform/integrations/webhooks/index.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-ably-signature'),
    signedContent: [rawBody],
  }),
  // No field is documented as an event's id, and a batch that is sent again may hold more events: the hash of each item's bytes stands in.
  eventId: [],
  eventType: [bodyField('source')],
  batch: { items: 'items', single: true, eventId: [], eventType: ['name'] },
  caution: 'only batched requests are documented to be signed: an event sent on its own without a signature is refused',
  deadlineSeconds: null,
  retries:
    'single requests after 5xx, and 4 and 20 seconds after a timeout; batches with delays that grow to a minute, for 5 minutes (https://ably.com/docs/platform/integrations/webhooks)',
  secret: {
    label: 'the part of the API key after its colon',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^[^.]+\\.[^:]+:',
        sentence: 'This is the whole API key; the signing key is the part after its colon.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook integration with the endpoint’s URL in the Ably dashboard.',
    'Choose batched requests, JSON as the encoding, and the API key that signs.',
    'Store the part of the API key after its colon with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'channel.message',
      contentType: 'application/json',
      id: '{random}',
      body: '{"items":[{"webhookId":"ABcDEf","source":"channel.message","serial":"a7bcdEFghIjklm123456789:4","timestamp":{nowMs},"name":"channel.message","data":{"channelId":"chat-channel-4","site":"eu-west-1-A","messages":[{"id":"{id}:1:0","clientId":"ada","connectionId":"{random}","timestamp":{nowMs},"data":"hello","name":"greeting"}]}}]}',
    },
  ],
});
