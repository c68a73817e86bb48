import { bodyField, header } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const livekit = defineProvider({
  name: 'livekit',
  displayName: 'LiveKit',
  docs: 'https://docs.livekit.io/server/webhooks/',
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
  retries: 'on failure, until too many wait behind it (livekit/protocol webhook/url_notifier.go)',
  secret: {
    label: 'the secret of the API key that signs',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add the endpoint’s URL under Settings → Webhooks of the project in LiveKit Cloud and choose the API key that signs; on a server of your own, in the section webhook of its configuration.',
    'Store the secret of that API key with `inbox secret set`.',
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
