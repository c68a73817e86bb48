import { bodyField, emptyBody, query } from '../verification/parts.ts';
import { eachItem, token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const microsoftGraph = defineProvider({
  name: 'microsoft-graph',
  displayName: 'Microsoft Graph',
  docs: 'https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks',
  evidence: 'vendor-docs',
  source: 'microsoftgraph/microsoft-graph-docs-contrib, concepts/change-notifications-delivery-webhooks.md',
  verification: eachItem('value', token(bodyField('clientState'))),
  // A delivery has no id; a notification's is optional.
  eventId: [],
  eventType: [],
  batch: { items: 'value', eventId: ['id'], eventType: ['lifecycleEvent', 'changeType'] },
  handshakes: [
    {
      // Anybody may ask: the text goes back as plain text, and nothing else happens.
      name: 'validation_token',
      signed: false,
      when: [
        { part: query('validationToken'), present: true },
        { part: emptyBody, present: true },
      ],
      answer: { status: 200, body: { echo: query('validationToken'), pattern: '[\\s\\S]{1,4096}' } },
    },
  ],
  answers: [{ when: [], answer: { status: 202 } }],
  deadlineSeconds: 3,
  retries:
    'for up to 4 hours; slow endpoints are throttled (https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks)',
  secret: {
    label: 'the clientState of the subscription, which you choose',
    pattern: '^\\S.{6,126}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a long random clientState and store it with `inbox secret set`.',
    'Create the subscription through the API with the endpoint’s URL as notificationUrl and that clientState.',
  ],
  samples: [
    {
      eventType: 'created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"value":[{"id":"{id}","subscriptionId":"76222963-cc7b-42d2-882d-8aaa69cb2ba3","subscriptionExpirationDateTime":"{nowIso}","clientState":"{signature}","changeType":"created","resource":"Users/ddfcd489/Messages/AAMk","tenantId":"84bd8158-6d4d-4958-8b9f-9d6445542f95","resourceData":{"@odata.type":"#Microsoft.Graph.Message","id":"AAMk"}}]}',
    },
    {
      eventType: 'updated',
      contentType: 'application/json',
      id: '{random}',
      body: '{"value":[{"id":"{id}","subscriptionId":"76222963-cc7b-42d2-882d-8aaa69cb2ba3","subscriptionExpirationDateTime":"{nowIso}","clientState":"{signature}","changeType":"updated","resource":"Users/ddfcd489/Events/AAMk","tenantId":"84bd8158-6d4d-4958-8b9f-9d6445542f95"}]}',
    },
  ],
});
