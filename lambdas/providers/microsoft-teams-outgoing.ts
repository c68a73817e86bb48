import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const microsoftTeamsOutgoing = defineProvider({
  name: 'microsoft-teams-outgoing',
  displayName: 'Microsoft Teams outgoing webhook',
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/microsoft-teams.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    secretFormat: 'base64',
    signature: header('authorization', { prefix: 'HMAC ' }),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  answers: [
    {
      when: [],
      answer: { status: 200, contentType: 'application/json', body: '{"type":"message","text":"Received"}' },
    },
  ],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the outgoing webhook’s security token',
    pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Microsoft Teams outgoing webhook’s settings.',
    'Store the outgoing webhook’s security token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"type":"message","id":"{id}","timestamp":"{nowIso}","channelId":"msteams","from":{"id":"29:1","name":"Ada"},"conversation":{"id":"19:1@thread.tacv2"},"text":"<at>inbox</at> hello"}',
    },
  ],
});
