import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailtrap = defineProvider({
  name: 'mailtrap',
  displayName: 'Mailtrap',
  docs: 'https://docs.mailtrap.io/email-api-smtp/advanced/webhooks#verifying-the-signature',
  evidence: 'vendor-code',
  source: 'mailtrap/mailtrap-ruby lib/mailtrap/webhooks.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('mailtrap-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each event in it has one.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: ['event_id'], eventType: ['event'], single: true },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook of the type email_sending in Mailtrap, or through the API, with the endpoint’s URL and its events.',
    'Store the webhook’s signing secret, returned when it is created, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'delivery',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"events":[{"event":"delivery","message_id":"{uuid}","sending_stream":"transactional","email":"receiver@example.com","timestamp":{now},"event_id":"{id}","category":"Password reset","custom_variables":{"user_id":"45982"}}]}',
    },
  ],
});
