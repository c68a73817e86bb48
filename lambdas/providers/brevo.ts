import { bearer, bodyField, firstOf, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const brevo = defineProvider({
  name: 'brevo',
  displayName: 'Brevo',
  docs: 'https://developers.brevo.com/docs/username-and-password-authentication',
  evidence: 'vendor-docs',
  source: 'https://developers.brevo.com/docs/username-and-password-authentication',
  verification: token(firstOf(bearer, headerNamedBy('headerName', { otherwise: 'x-webhook-token' }))),
  // The id is the webhook’s: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  settings: {
    headerName: {
      description: 'the header of your own that carries the token, when it is not sent as a bearer token',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  caution: 'a webhook with "batched": true sends up to 500 events in one delivery, which is one event here',
  deadlineSeconds: null,
  retries:
    'four times: after 10 minutes, 1, 2 and 8 hours, but never after 5xx or 4xx other than 429 (https://developers.brevo.com/docs/retry-mechanism)',
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL through Brevo’s API (POST /v3/webhooks), with "auth": {"type": "bearer", "token": …} of a random token.',
    'Store the same token with `inbox secret set`.',
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
