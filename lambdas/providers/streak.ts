import { header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const streak = defineProvider({
  name: 'streak',
  displayName: 'Streak',
  docs: 'https://streak.readme.io/reference/create-a-webhook',
  evidence: 'third-party',
  source: 'NangoHQ/nango packages/server/lib/webhook/streak-webhook-routing.ts',
  verification: token(header('x-streak-webhook-token')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token given with the webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through Streak’s API, with the endpoint’s URL as targetUrl and a token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'BOX_EDITED',
      contentType: 'application/json',
      id: '{random}',
      body: '[{"eventType":"BOX_EDITED","pipelineKey":"p1","boxKey":"{random}","timestamp":{nowMs}}]',
    },
  ],
});
