import { bodyField, joined } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const postmark = defineProvider({
  name: 'postmark',
  displayName: 'Postmark',
  docs: 'https://postmarkapp.com/developer/webhooks/webhooks-overview',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills, skills/postmark-webhooks',
  verification: basicAuth(),
  // A bounce or complaint has an id; other records are named by kind, message recipient and time.
  eventId: [
    bodyField('ID'),
    joined(':', bodyField('RecordType'), bodyField('MessageID'), bodyField('Recipient'), bodyField('DeliveredAt')),
    joined(':', bodyField('RecordType'), bodyField('MessageID'), bodyField('Recipient'), bodyField('ReceivedAt')),
    joined(':', bodyField('RecordType'), bodyField('MessageID'), bodyField('Recipient'), bodyField('ChangedAt')),
  ],
  eventType: [bodyField('RecordType')],
  deadlineSeconds: null,
  retries:
    'inbound ones 10 times within about 10.5 hours, but not after a 403 (https://postmarkapp.com/support/article/understanding-inbound-webhook-retries-in-postmark)',
  secret: {
    label: 'username:password, as in the URL that you give to Postmark',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'postmark:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Choose a user name and a password and store them as username:password with `inbox secret set`.',
    'Open the message stream’s Webhooks in Postmark and add the endpoint’s URL with these basic auth credentials.',
  ],
  samples: [
    {
      eventType: 'Bounce',
      contentType: 'application/json',
      headers: { 'user-agent': 'Postmark' },
      id: '{digits}{digits}',
      body: '{"RecordType":"Bounce","ID":{id},"Type":"HardBounce","TypeCode":1,"Name":"Hard bounce","MessageID":"{uuid}","ServerID":23,"MessageStream":"outbound","Email":"nobody@example.com","From":"ada@example.com","BouncedAt":"{nowIso}","Inactive":true,"CanActivate":true,"Subject":"Hello"}',
    },
    {
      eventType: 'Delivery',
      contentType: 'application/json',
      headers: { 'user-agent': 'Postmark' },
      id: '{uuid}',
      body: '{"RecordType":"Delivery","ServerID":23,"MessageStream":"outbound","MessageID":"{id}","Recipient":"ada@example.com","Tag":"welcome-email","DeliveredAt":"{nowIso}","Details":"OK","Metadata":{}}',
    },
  ],
});
