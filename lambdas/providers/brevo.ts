import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const brevo = defineProvider({
  name: 'brevo',
  displayName: 'Brevo',
  docs: 'https://developers.brevo.com/docs/how-to-use-webhooks',
  evidence: 'third-party',
  source: 'anymail/django-anymail anymail/webhooks/brevo.py',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The id is the webhook’s: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Brevo’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivered',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"delivered","email":"ada@example.com","id":{digits},"date":"2026-11-24 10:00:00","ts":{now},"message-id":"<{random}@smtp-relay.mailin.fr>","subject":"Hello","ts_event":{now}}',
    },
  ],
});
