import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const viber = defineProvider({
  name: 'viber',
  displayName: 'Viber',
  docs: 'https://developers.viber.com/docs/faq/',
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
  retries: 'several times for an hour, until the answer is 200 (https://developers.viber.com/docs/faq/)',
  secret: {
    label: 'the bot’s authentication token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Store the bot’s authentication token with `inbox secret set`.',
    'Register the endpoint’s URL with set_webhook of Viber’s API.',
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
