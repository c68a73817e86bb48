import { header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('kick-event-message-timestamp');

export const kick = defineProvider({
  name: 'kick',
  displayName: 'Kick',
  docs: 'https://docs.kick.com/events/webhook-security',
  evidence: 'vendor-docs',
  source: 'KickEngineering/KickDevDocs events/webhook-security.md',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64',
    keyFormat: 'spki',
    signature: header('kick-event-signature'),
    timestamp,
    timestampUnit: 'iso8601',
    // Kick sets no window.
    toleranceSeconds: null,
    signedContent: [header('kick-event-message-id'), '.', timestamp, '.', rawBody],
  }),
  // Signed; Kick calls it the idempotent key.
  eventId: [header('kick-event-message-id')],
  // Not signed: Kick signs the id, the time and the body alone.
  eventType: [header('kick-event-type')],
  deadlineSeconds: null,
  retries:
    'not described; an event that keeps failing for over a day is unsubscribed (KickEngineering/KickDevDocs events/webhook-security.md)',
  secret: { label: 'Kick’s published public key (PEM)', pattern: '^\\S[\\s\\S]{40,}$', local: { kind: 'keyPair' } },
  registration: [
    'Open Account Settings → Developer on Kick, edit the app, switch “Enable Webhooks” on and enter the endpoint’s URL.',
    'Subscribe to events with a POST to /public/v1/events/subscriptions.',
    'Store the public key that Kick publishes (https://api.kick.com/public/v1/public-key) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'channel.followed',
      contentType: 'application/json',
      headers: {
        'kick-event-message-id': '{id}',
        'kick-event-subscription-id': '{random}',
        'kick-event-type': 'channel.followed',
        'kick-event-version': '1',
      },
      id: '01{random}',
      body: '{"broadcaster":{"is_anonymous":false,"user_id":123456789,"username":"broadcaster_name","is_verified":true,"profile_picture":"https://example.com/broadcaster_avatar.jpg","channel_slug":"broadcaster_channel","identity":null},"follower":{"is_anonymous":false,"user_id":987654321,"username":"follower_name","is_verified":false,"profile_picture":"https://example.com/sender_avatar.jpg","channel_slug":"follower_channel","identity":null}}',
    },
  ],
});
