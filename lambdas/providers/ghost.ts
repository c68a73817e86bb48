import { headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-ghost-signature', 't');

export const ghost = defineProvider({
  name: 'ghost',
  displayName: 'Ghost',
  docs: 'https://docs.ghost.org/webhooks/',
  evidence: 'vendor-code',
  source: 'TryGhost/Ghost ghost/core/core/server/services/webhooks/webhook-trigger.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-ghost-signature', 'sha256'),
    timestamp,
    timestampUnit: 'ms',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [rawBody, timestamp],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  caution: 'the body does not name the event: give each event an endpoint of its own',
  deadlineSeconds: 2,
  retries:
    'a limit of 5 is set; an answer of 410 deletes the webhook (TryGhost/Ghost ghost/core/core/server/services/webhooks/webhook-trigger.js)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook for one event in Ghost’s settings, with the endpoint’s URL and a secret.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'post.published',
      contentType: 'application/json',
      id: '{random}',
      body: '{"post":{"current":{"id":"{random}","title":"Hello","status":"published","published_at":"{nowIso}"},"previous":{"status":"draft"}}}',
    },
  ],
});
