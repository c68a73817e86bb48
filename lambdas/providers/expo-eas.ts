import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const expoEas = defineProvider({
  name: 'expo-eas',
  displayName: 'Expo EAS',
  docs: 'https://docs.expo.dev/eas/webhooks/',
  evidence: 'vendor-docs',
  source: 'expo/expo docs/pages/eas/webhooks.mdx',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('expo-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // A build or a submission has one outcome; a retry of it is another with an id of its own.
  eventId: [joined(':', bodyField('id'), bodyField('status'))],
  eventType: [bodyField('status')],
  deadlineSeconds: null,
  retries: 'a few times with exponential back-off after a code outside 200–399 (expo/expo docs/pages/eas/webhooks.mdx)',
  secret: {
    label: 'the webhook signing secret, at least 16 characters',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Run `eas webhook:create` in the project, with the endpoint’s URL and a random secret of at least 16 characters.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'finished',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{id}","accountName":"ada","projectName":"app","buildDetailsPageUrl":"https://expo.dev/accounts/ada/projects/app/builds/{id}","appId":"bc0a82de-65a5-4497-ad86-54ff1f53edf7","platform":"ios","status":"finished","createdAt":"{nowIso}","completedAt":"{nowIso}"}',
    },
  ],
});
