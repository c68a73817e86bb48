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
  // A header that is not signed, which the documentation calls the message’s identity.
  eventId: [header('upstash-message-id')],
  unsignedId: true,
  eventType: [],
  deadlineSeconds: null,
  retries: 'by default 3, after 12 s, 2 min 28 s and 30 min 8 s (https://upstash.com/docs/qstash/features/retry)',
  secret: {
    label: 'the current signing key; with the next one as a list: ["current","next"]',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: 'sig_', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Publish to the endpoint’s URL, or create a schedule or a URL group with it.',
    'Store the current signing key (sig_…) of the QStash console with `inbox secret set`, or both keys as a list: ["current","next"].',
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
