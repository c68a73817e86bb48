import { header, url } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const qstash = defineProvider({
  name: 'qstash',
  displayName: 'Upstash QStash',
  docs: 'https://upstash.com/docs/qstash/howto/signature',
  evidence: 'vendor-code',
  source: 'upstash/qstash-js src/receiver.ts',
  verification: jwt({
    token: header('upstash-signature'),
    algorithms: ['HS256'],
    key: 'utf8',
    claims: [
      { name: 'iss', oneOf: ['Upstash'] },
      { name: 'sub', oneOf: url() },
    ],
    bodyHash: { claim: 'body', hash: 'sha256', encoding: 'base64url' },
    maxAgeSeconds: null,
  }),
  // A header that is not signed, the same over retries.
  eventId: [header('upstash-message-id')],
  unsignedId: true,
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the current signing key; with the next one as a list: ["current","next"]',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Upstash QStash’s settings.',
    'Store the current signing key; with the next one as a list: ["current" with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json',
      headers: { 'upstash-message-id': '{id}' },
      id: 'msg_{random}',
      body: '{"hello":"world","n":{digits}}',
    },
  ],
});
