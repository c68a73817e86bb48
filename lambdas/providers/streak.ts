import { header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const streak = defineProvider({
  name: 'streak',
  displayName: 'Streak',
  docs: 'https://streak.readme.io/reference/create-a-webhook',
  evidence: 'third-party',
  source: 'https://streak.readme.io/reference/create-a-webhook',
  verification: token(header('x-streak-webhook-token')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Streak’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'boxevent',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"BOX_CREATE","boxKey":"{random}","timestamp":{nowMs}}',
    },
  ],
});
