import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const autotask = defineProvider({
  name: 'autotask',
  displayName: 'Datto Autotask PSA',
  docs: 'https://www.autotask.net/help/developerhelp/Content/APIs/Webhooks/WEBHOOKS.htm',
  evidence: 'third-party',
  source: 'https://www.autotask.net/help/developerhelp/Content/APIs/Webhooks/SecretKeyPayloadVerification.htm',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-hook-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // Guid alone may be the webhook's own; the sequence number tells its events apart.
  eventId: [joined(':', bodyField('Guid'), bodyField('EntityType'), bodyField('Id'), bodyField('SequenceNumber'))],
  eventType: [joined('.', bodyField('EntityType'), bodyField('Action'))],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Datto Autotask PSA’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Ticket.Update',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"Action":"Update","Guid":"{id}","EntityType":"Ticket","Id":{digits},"Fields":{"title":"Printer"},"EventTime":"{nowIso}","SequenceNumber":1}',
    },
  ],
});
