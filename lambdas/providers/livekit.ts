import { bodyField, header } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const livekit = defineProvider({
  name: 'livekit',
  displayName: 'LiveKit',
  docs: 'https://docs.livekit.io/home/server/webhooks/',
  evidence: 'vendor-code',
  source: 'livekit/node-sdks packages/livekit-server-sdk/src/WebhookReceiver.ts',
  verification: jwt({
    token: header('authorization'),
    algorithms: ['HS256'],
    key: 'utf8',
    bodyHash: { claim: 'sha256', hash: 'sha256', encoding: 'base64' },
    maxAgeSeconds: null,
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the API secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in LiveKit’s settings.',
    'Store the API secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'room_started',
      contentType: 'application/webhook+json',
      id: 'EV_{random}',
      body: '{"event":"room_started","room":{"sid":"RM_1","name":"demo"},"id":"{id}","createdAt":"{now}"}',
    },
  ],
});
