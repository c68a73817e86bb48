import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const xero = defineProvider({
  name: 'xero',
  displayName: 'Xero',
  docs: 'https://developer.xero.com/documentation/guides/webhooks/overview/',
  evidence: 'third-party',
  source: 'https://gist.github.com/rjaus/2dd34906cfa6fac9c5a0181404d14850',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // The key looks like base64 and is used as the text it is.
    signature: header('x-xero-signature'),
    signedContent: [rawBody],
  }),
  // No delivery has an id. resourceId names what changed, so the event's own bytes tell one change from the next.
  eventId: [],
  eventType: [],
  batch: {
    items: 'events',
    eventId: ['resourceId'],
    bodyInKey: true,
    eventType: [joined('.', bodyField('eventCategory'), bodyField('eventType'))],
  },
  handshakes: [
    {
      // Xero sends some with a wrong signature, which must get 401, and some like this.
      name: 'intent_to_receive',
      signed: true,
      when: [{ emptyArray: 'events' }],
      answer: { status: 200 },
    },
  ],
  deadlineSeconds: 5,
  retries:
    'with decreasing frequency for up to 24 hours (https://developer.xero.com/documentation/webhooks/configuring-your-server)',
  secret: {
    label: 'the webhooks key',
    pattern: '^[A-Za-z0-9+/]{40,}={0,2}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 64 },
  },
  registration: [
    'Open the app in Xero’s developer portal and enter the endpoint’s URL under Webhooks.',
    'Store the webhooks key, shown there, with `inbox secret set`.',
    'Press Send intent to receive: Xero checks right and wrong signatures.',
  ],
  samples: [
    {
      eventType: 'CONTACT.UPDATE',
      contentType: 'application/json',
      headers: { 'user-agent': 'Xero/Webhooks' },
      id: '{uuid}',
      body: '{"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Contacts/{id}","resourceId":"{id}","tenantId":"c2cc9b6e-9458-4c7d-93cc-f02b81b0594f","tenantType":"ORGANISATION","eventCategory":"CONTACT","eventType":"UPDATE","eventDateUtc":"{nowIso}"}],"firstEventSequence": 1,"lastEventSequence": 1, "entropy": "{random}"}',
    },
    {
      eventType: 'INVOICE.CREATE',
      contentType: 'application/json',
      headers: { 'user-agent': 'Xero/Webhooks' },
      id: '{uuid}',
      body: '{"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Invoices/{id}","resourceId":"{id}","tenantId":"c2cc9b6e-9458-4c7d-93cc-f02b81b0594f","tenantType":"ORGANISATION","eventCategory":"INVOICE","eventType":"CREATE","eventDateUtc":"{nowIso}"}],"firstEventSequence": 2,"lastEventSequence": 2, "entropy": "{random}"}',
    },
  ],
});
