import { bearer, bodyField, firstOf, secretText, setting, url } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const googlePubsub = defineProvider({
  name: 'google-pubsub',
  displayName: 'Google Cloud Pub/Sub',
  docs: 'https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions',
  evidence: 'vendor-code',
  source: 'npm google-auth-library 11.3.4, oauth2client.js verifySignedJwtWithCertsAsync',
  verification: jwt({
    token: bearer,
    algorithms: ['RS256'],
    key: { kind: 'keySet', url: ['https://www.googleapis.com/oauth2/v1/certs'], format: 'pemByKeyId' },
    claims: [
      { name: 'iss', oneOf: ['https://accounts.google.com', 'accounts.google.com'] },
      { name: 'aud', oneOf: firstOf(setting('audience'), url()) },
      // Anybody's service account gets tokens for any audience: only the one that was configured counts.
      { name: 'email', oneOf: secretText },
      { name: 'email_verified', oneOf: ['true'] },
    ],
    maxAgeSeconds: null,
    maxLifetimeSeconds: 86_400,
    skewSeconds: 300,
    bodyNotCovered: 'the token says who sends and lives for an hour: it says nothing about the message',
  }),
  // Not signed, and the same when Pub/Sub delivers again.
  eventId: [bodyField('message.messageId'), bodyField('message.message_id')],
  unsignedId: true,
  // Attributes are the publisher's own: a processor looks at the message.
  eventType: [],
  settings: {
    audience: {
      description: 'the audience of the push subscription, when it is not the endpoint’s URL',
      pattern: '\\S+',
      list: true,
    },
  },
  // The least and the default of ackDeadlineSeconds, at most 600 (googleapis/nodejs-pubsub protos/google/pubsub/v1/pubsub.proto)
  deadlineSeconds: 10,
  retries:
    'until acknowledged or the subscription’s retention ends, with a back-off that can be set (https://cloud.google.com/pubsub/docs/handling-failures)',
  secret: {
    label: 'the service account of the push subscription (…@….gserviceaccount.com)',
    pattern: '^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\\.gserviceaccount\\.com$',
    mistakes: [
      { pattern: '^[{]', sentence: 'This looks like the account’s key file; only its e-mail address is needed.' },
    ],
    local: { kind: 'text', prefix: 'push-', encoding: 'hex', bytes: 4, suffix: '@example.iam.gserviceaccount.com' },
  },
  registration: [
    'Create a push subscription with the endpoint’s URL, enable authentication and choose a service account.',
    'Leave the audience empty, or name it in the endpoint’s settings in bin/webhooks.ts.',
    'Store the service account’s e-mail address with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      headers: { from: 'noreply@google.com' },
      id: '{digits}{digits}',
      body: '{"message":{"attributes":{"kind":"order"},"data":"eyJvcmRlciI6MTE0M30=","messageId":"{id}","message_id":"{id}","publishTime":"{nowIso}","publish_time":"{nowIso}"},"subscription":"projects/example/subscriptions/orders"}',
    },
  ],
});
