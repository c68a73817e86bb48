import { bodyField } from '../verification/parts.ts';
import { basicAuth } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mailjet = defineProvider({
  name: 'mailjet',
  displayName: 'Mailjet',
  docs: 'https://github.com/mailjet/api-documentation/blob/master/guides/_event-api.md',
  evidence: 'vendor-docs',
  source: 'mailjet/api-documentation guides/_event-api.md',
  verification: basicAuth(),
  // Neither a delivery nor an event has an id: the hash of each event’s bytes stands in.
  eventId: [],
  eventType: [bodyField('event')],
  batch: { items: '', eventId: [], eventType: ['event'], single: true },
  deadlineSeconds: null,
  retries: 'every 30 seconds for 24 hours, until the answer is 200 (mailjet/api-documentation guides/_event-api.md)',
  secret: {
    label: 'username:password, as in the URL that you give to Mailjet',
    pattern: '^[^:\\s]+:\\S+$',
    local: { kind: 'text', prefix: 'inbox:', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Choose a user name and a password.',
    'Open the Event API’s page in Mailjet’s account preferences, or use /eventcallbackurl, and enter the endpoint’s URL with them: https://username:password@…; check “Group Events”.',
    'Store username:password with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'sent',
      contentType: 'application/json',
      id: '{digits}{digits}',
      body: '[{"event":"sent","time":{now},"MessageID":{id},"Message_GUID":"{uuid}","email":"api@mailjet.com","mj_campaign_id":7257,"mj_contact_id":4,"customcampaign":"","mj_message_id":"{id}","smtp_reply":"sent (250 2.0.0 OK 1433333948 fa5si855896wjc.199 - gsmtp)","CustomID":"helloworld","Payload":""}]',
    },
  ],
});
