import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const microsoftTeamsOutgoing = defineProvider({
  name: 'microsoft-teams-outgoing',
  displayName: 'Microsoft Teams outgoing webhook',
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook',
  evidence: 'vendor-code',
  source: 'OfficeDev/msteams-samples-outgoing-webhook-nodejs app.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    secretFormat: 'base64',
    signature: header('authorization', { prefix: 'HMAC ' }),
    signedContent: [rawBody],
  }),
  // Nothing says that a message’s id is unique beyond its conversation.
  eventId: [joined('/', bodyField('conversation.id'), bodyField('id'))],
  eventType: [bodyField('type')],
  answers: [
    {
      when: [],
      answer: { status: 200, contentType: 'application/json', body: '{"type":"message","text":"Received"}' },
    },
  ],
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the outgoing webhook’s security token',
    pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Manage team → Apps in Teams and create an outgoing webhook with the endpoint’s URL as callback.',
    'Store the security token that is shown then with `inbox secret set`.',
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
