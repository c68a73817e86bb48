import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const discourse = defineProvider({
  name: 'discourse',
  displayName: 'Discourse',
  docs: 'https://meta.discourse.org/t/configure-webhooks-that-trigger-on-discourse-events-to-integrate-with-external-services/49045',
  evidence: 'vendor-code',
  source: 'discourse/discourse app/jobs/regular/emit_web_hook_event.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-discourse-event-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // Each retry has an X-Discourse-Event-Id of its own, and the body of the first attempt: its hash stands in.
  eventId: [],
  eventType: [header('x-discourse-event')],
  // REQUEST_TIMEOUT in discourse/discourse app/services/web_hook_emitter.rb
  deadlineSeconds: 20,
  retries:
    'if the site setting retry_web_hook_events is on: up to 4, after 1, 5, 25 and 125 minutes; not after 404 or 410 (discourse/discourse app/jobs/regular/emit_web_hook_event.rb)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and a secret in Discourse’s settings.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post_created',
      contentType: 'application/json',
      headers: {
        'x-discourse-event-id': '{digits}',
        'x-discourse-event': 'post_created',
        'x-discourse-instance': 'https://forum.example.com',
        'x-discourse-event-type': 'post',
      },
      id: '{digits}',
      body: '{"post":{"id":{id},"username":"ada","created_at":"{nowIso}","raw":"Hello","topic_id":98}}',
    },
  ],
});
