import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const autotask = defineProvider({
  name: 'autotask',
  displayName: 'Datto Autotask PSA',
  docs: 'https://www.autotask.net/help/developerhelp/Content/APIs/Webhooks/WEBHOOKS.htm',
  evidence: 'vendor-docs',
  source: 'https://ww1.autotask.net/help/DeveloperHelp/Content/APIs/Webhooks/SecretKeyPayloadVerification.htm',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-hook-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // Guid is the webhook’s own and Id the entity’s: the hash of the body, which has the time and the sequence number, stands in.
  eventId: [],
  eventType: [joined('.', bodyField('EntityType'), bodyField('Action'))],
  deadlineSeconds: 10,
  retries:
    '30 seconds apart, up to five attempts in 2 minutes; after 25 failed ones in a row the webhook is disabled (https://ww6.autotask.net/help/DeveloperHelp/Content/APIs/Webhooks/Webhooks_Error_Handling.htm)',
  secret: {
    label: 'the webhook’s SecretKey',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook of the entity through the REST API, with the endpoint’s URL as WebhookUrl and a random SecretKey (up to 64 characters), and subscribe at least one field.',
    'Store the same SecretKey with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Ticket.Update',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"Action":"Update","Guid":"a1da62a4-2c49-40a8-8183-69994ce5b3eb","EntityType":"Ticket","Id":{digits},"Fields":{"TicketNumber":"T20250915.0001"},"EventTime":"{nowIso}","SequenceNumber":1,"PersonId":30691780}',
    },
  ],
});
