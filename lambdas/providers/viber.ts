import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const viber = defineProvider({
  name: 'viber',
  displayName: 'Viber',
  docs: 'https://developers.viber.com/docs/api/rest-bot-api/#callbacks',
  evidence: 'vendor-code',
  source: 'Viber/viber-bot-node lib/message/message-validator.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-viber-content-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the bot’s authentication token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Viber’s settings.',
    'Store the bot’s authentication token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"event":"message","timestamp":{nowMs},"message_token":{id},"sender":{"id":"01234567890A=","name":"Ada"},"message":{"type":"text","text":"Hello"}}',
    },
  ],
});
