import { formField } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const wufoo = defineProvider({
  name: 'wufoo',
  displayName: 'Wufoo',
  docs: 'https://wufoo.github.io/docs/',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Wufoo/WufooTrigger.node.js',
  verification: token(formField('HandshakeKey')),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the handshake key of the form’s webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook through Wufoo’s API (PUT /api/v3/forms/<form>/webhooks.json), with the endpoint’s URL as url and a handshakeKey.',
    'Store the same handshake key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'entry',
      contentType: 'application/x-www-form-urlencoded',
      id: '{digits}',
      body: 'Field1=Ada&Field2=ada%40example.com&CreatedBy=public&EntryId={id}&HandshakeKey={signature}',
    },
  ],
});
