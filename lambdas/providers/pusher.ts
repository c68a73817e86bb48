import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pusher = defineProvider({
  name: 'pusher',
  displayName: 'Pusher Channels',
  docs: 'https://pusher.com/docs/channels/server_api/webhooks/',
  evidence: 'vendor-code',
  source: 'pusher/pusher-http-node lib/webhook.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-pusher-signature'),
    signedContent: [rawBody],
  }),
  // Neither a delivery nor an event has an id: the hash of its bytes stands in.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: [], eventType: ['name'] },
  // https://docs.bird.com/pusher/channels/channels/webhooks/channels-webhook-timeouts-and-retries
  deadlineSeconds: 4,
  retries: 'with exponential backoff for 5 minutes (https://pusher.com/docs/channels/server_api/webhooks/)',
  secret: {
    label: 'the secret of the app’s oldest active key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add the endpoint’s URL in the Webhooks section of the app on Pusher’s dashboard.',
    'Store the secret of the app’s oldest active key, which x-pusher-key names, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'channel_occupied',
      contentType: 'application/json',
      headers: { 'x-pusher-key': '278d425bdf160c739803' },
      id: '{random}',
      body: '{"time_ms":{nowMs},"events":[{"channel":"presence-{random}","name":"channel_occupied"}]}',
    },
  ],
});
