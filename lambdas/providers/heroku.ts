import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const heroku = defineProvider({
  name: 'heroku',
  displayName: 'Heroku',
  docs: 'https://devcenter.heroku.com/articles/app-webhooks',
  evidence: 'third-party',
  source: 'getsentry/sentry src/sentry_plugins/heroku/plugin.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('heroku-webhook-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('webhook_metadata.event.id')],
  eventType: [bodyField('webhook_metadata.event.include')],
  deadlineSeconds: null,
  retries:
    'never at the level notify; at the level sync until it succeeds or a limit is reached (https://devcenter.heroku.com/articles/app-webhooks-schema)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL under More → View Webhooks of the app, or with the Heroku CLI.',
    'Choose the level sync: notifications of the level notify are sent only once.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'api:release',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"id":"{uuid}","created_at":"{nowIso}","resource":"release","action":"create","actor":{"email":"ada@example.com"},"data":{"id":"r1","version":42,"status":"succeeded"},"webhook_metadata":{"attempt":{"id":"{uuid}"},"event":{"id":"{id}","include":"api:release"}}}',
    },
  ],
});
