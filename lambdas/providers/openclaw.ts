import { bearer } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const openclaw = defineProvider({
  name: 'openclaw',
  displayName: 'OpenClaw',
  docs: null,
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills skills/openclaw-webhooks/SKILL.md',
  verification: token(bearer),
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
    'Create a webhook with the endpoint’s URL in OpenClaw’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'wake',
      contentType: 'application/json',
      id: '{random}',
      body: '{"text":"New message {random}","mode":"now"}',
    },
  ],
});
