import { bodyField, header, query, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const nylas = defineProvider({
  name: 'nylas',
  displayName: 'Nylas',
  docs: 'https://developer.nylas.com/docs/developer-guide/v3-webhooks',
  evidence: 'third-party',
  source:
    'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts and hookdeck/webhook-skills skills/nylas-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-nylas-signature'),
    signedContent: [rawBody],
  }),
  // The notification’s own id in the body (CloudEvents).
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  methods: ['GET'],
  handshakes: [
    {
      name: 'challenge',
      signed: false,
      when: [{ method: 'GET' }, { part: query('challenge'), present: true }],
      answer: { status: 200, body: { echo: query('challenge'), pattern: '[A-Za-z0-9._~=+/-]{1,512}' } },
    },
  ],
  deadlineSeconds: 10,
  retries:
    'after an error or no answer within 10 seconds (https://developer.nylas.com/docs/cookbook/use-cases/build/retry-failed-webhooks/)',
  secret: {
    label: 'the webhook’s secret (webhook_secret)',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^nyk_',
        sentence: 'This is an API key; the webhook’s secret is returned when the webhook is created.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with a POST to /v3/webhooks, or in the Nylas Dashboard, with the endpoint’s URL and its trigger types.',
    'Nylas asks for the challenge at once, which is answered.',
    'Store the webhook_secret of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"specversion":"1.0","type":"message.created","source":"/google/emails/realtime","id":"{id}","time":{now},"webhook_delivery_attempt":1,"data":{"application_id":"{uuid}","object":{"id":"{random}","object":"message","grant_id":"{uuid}","subject":"Hello"}}}',
    },
  ],
});
