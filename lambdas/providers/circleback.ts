import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const circleback = defineProvider({
  name: 'circleback',
  displayName: 'Circleback',
  docs: 'https://circleback.ai/docs/webhook-integration',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/circleback.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Automations in Circleback, add a webhook step and enter the endpoint’s URL.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'meeting',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"id":{id},"name":"Weekly","createdAt":"{nowIso}","duration":1800,"url":null,"attendees":[{"name":"Ada","email":"ada@example.com"}],"notes":"Hello","actionItems":[{"id":1,"title":"Call Ada","description":"","assignee":null,"status":"PENDING"}],"transcript":[{"speaker":"Ada","text":"Hello","timestamp":1.5}]}',
    },
  ],
});
