import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const discourse = defineProvider({
  name: 'discourse',
  displayName: 'Discourse',
  docs: 'https://meta.discourse.org/t/configure-webhooks-that-trigger-on-discourse-events-to-integrate-with-external-services/49045',
  evidence: 'third-party',
  source: 'discourse/discourse spec (public receivers)',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-discourse-event-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('x-discourse-event-id')],
  unsignedId: true,
  eventType: [header('x-discourse-event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Discourse’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post_created',
      contentType: 'application/json',
      headers: {
        'x-discourse-event-id': '{id}',
        'x-discourse-event': 'post_created',
        'x-discourse-instance': 'https://forum.example.com',
        'x-discourse-event-type': 'post',
      },
      id: '{digits}',
      body: '{"post":{"id":{digits},"username":"ada","created_at":"{nowIso}","raw":"Hello","topic_id":98}}',
    },
  ],
});
