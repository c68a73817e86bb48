import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const id = header('twitch-eventsub-message-id');
const timestamp = header('twitch-eventsub-message-timestamp');

export const twitch = defineProvider({
  name: 'twitch',
  displayName: 'Twitch EventSub',
  docs: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
  evidence: 'vendor-code',
  source: 'twitchdev/twitch-cli, internal/events/trigger/forward_event.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('twitch-eventsub-message-signature', { prefix: 'sha256=' }),
    timestamp,
    timestampUnit: 'iso8601',
    toleranceSeconds: 600,
    signedContent: [id, timestamp, rawBody],
  }),
  // Signed, and the same when Twitch delivers again; dropped entitlements come several at once.
  eventId: [id],
  eventType: [bodyField('subscription.type')],
  batch: { items: 'events', single: true, eventId: ['id'], eventType: [] },
  handshakes: [
    {
      name: 'webhook_callback_verification',
      signed: true,
      when: [{ part: header('twitch-eventsub-message-type'), equals: 'webhook_callback_verification' }],
      answer: { status: 200, body: { echo: bodyField('challenge'), pattern: '[A-Za-z0-9._~=+/-]{1,512}' } },
    },
  ],
  deadlineSeconds: null,
  retries: 'while it is unsure that the event arrived (https://dev.twitch.tv/docs/eventsub/)',
  secret: {
    label: 'the secret given when the subscription is created, 10 to 100 characters',
    pattern: '^[\\x21-\\x7e]{10,100}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Choose a random secret of 10 to 100 ASCII characters and store it with `inbox secret set`.',
    'Create the subscription through the API with the endpoint’s URL as callback and the same secret: the inbox answers the challenge.',
  ],
  samples: [
    {
      eventType: 'channel.follow',
      contentType: 'application/json',
      headers: {
        'twitch-eventsub-message-id': '{id}',
        'twitch-eventsub-message-type': 'notification',
        'twitch-eventsub-subscription-type': 'channel.follow',
        'twitch-eventsub-subscription-version': '2',
      },
      id: '{uuid}',
      body: '{"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled","type":"channel.follow","version":"2","cost":1,"condition":{"broadcaster_user_id":"12826"},"transport":{"method":"webhook","callback":"https://example.com/webhooks/callback"},"created_at":"{nowIso}"},"event":{"user_id":"1337","user_login":"ada","user_name":"ada","broadcaster_user_id":"12826","followed_at":"{nowIso}"}}',
    },
    {
      eventType: 'stream.online',
      contentType: 'application/json',
      headers: {
        'twitch-eventsub-message-id': '{id}',
        'twitch-eventsub-message-type': 'notification',
        'twitch-eventsub-subscription-type': 'stream.online',
        'twitch-eventsub-subscription-version': '1',
      },
      id: '{uuid}',
      body: '{"subscription":{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled","type":"stream.online","version":"1","cost":0,"condition":{"broadcaster_user_id":"12826"},"transport":{"method":"webhook","callback":"https://example.com/webhooks/callback"},"created_at":"{nowIso}"},"event":{"id":"9001","broadcaster_user_id":"12826","broadcaster_user_login":"ada","type":"live","started_at":"{nowIso}"}}',
    },
  ],
});
