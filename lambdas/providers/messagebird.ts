import { bodyField, hashText, header, url } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const messagebird = defineProvider({
  name: 'messagebird',
  displayName: 'MessageBird / Bird (classic)',
  docs: 'https://developers.messagebird.com/api/#verifying-http-requests',
  evidence: 'vendor-code',
  source: 'messagebird/messagebird-nodejs lib/webhook-signature-jwt',
  verification: jwt({
    token: header('messagebird-signature-jwt'),
    algorithms: ['HS256', 'HS384', 'HS512'],
    key: 'utf8',
    claims: [
      { name: 'iss', oneOf: ['MessageBird'] },
      { name: 'url_hash', oneOf: hashText(url(), 'sha256', 'hex') },
    ],
    bodyHash: { claim: 'payload_hash', hash: 'sha256', encoding: 'hex' },
    maxAgeSeconds: null,
  }),
  // No id stands beside the message’s, of which there are several events: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL through MessageBird’s Conversations API.',
    'Store the account’s signing key, which stands under Developers in the dashboard and is no API key, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"conversation":{"id":"2e15efafec384e1c82e9842075e87beb","contactId":"a621095fa44947a28b441cfdf85cb802","status":"active"},"message":{"id":"{uuid}","conversationId":"2e15efafec384e1c82e9842075e87beb","platform":"whatsapp","direction":"received","type":"text","status":"received","content":{"text":"Hello"},"createdDatetime":"{nowIso}"},"type":"message.created"}',
    },
  ],
});
