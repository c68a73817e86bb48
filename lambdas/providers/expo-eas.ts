import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const expoEas = defineProvider({
  name: 'expo-eas',
  displayName: 'Expo EAS',
  docs: 'https://docs.expo.dev/eas/webhooks/',
  evidence: 'third-party',
  source: 'Rust crate webhook-verify, Provider enum docs',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('expo-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // A build has each status once.
  eventId: [joined(':', bodyField('id'), bodyField('status'))],
  eventType: [bodyField('status')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Expo EAS’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'finished',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","accountName":"ada","projectName":"app","platform":"ios","status":"finished","createdAt":"{nowIso}","completedAt":"{nowIso}"}',
    },
  ],
});
