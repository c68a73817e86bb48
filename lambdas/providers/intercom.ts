import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const intercom = defineProvider({
  name: 'intercom',
  displayName: 'Intercom',
  docs: 'https://developers.intercom.com/docs/webhooks/setting-up-webhooks',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills, skills/intercom-webhooks',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-hub-signature', { prefix: 'sha1=' }),
    signedContent: [rawBody],
  }),
  // The notification's id in the signed body.
  eventId: [bodyField('id')],
  eventType: [bodyField('topic')],
  methods: ['HEAD'],
  handshakes: [{ name: 'head_probe', signed: false, when: [{ method: 'HEAD' }], answer: { status: 200 } }],
  deadlineSeconds: 5,
  retries: null,
  secret: {
    label: 'the app’s client secret',
    pattern: '^[A-Za-z0-9-]{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 18 },
  },
  registration: [
    'Open the app in Intercom’s Developer Hub and store the client secret, from Basic information, with `inbox secret set`.',
    'Enter the endpoint’s URL under Webhooks and choose the topics.',
  ],
  samples: [
    {
      eventType: 'conversation.user.created',
      contentType: 'application/json',
      id: 'notif_{uuid}',
      body: '{"type":"notification_event","app_id":"a86dr8yl","data":{"type":"notification_event_data","item":{"type":"conversation","id":"1234","created_at":{now}}},"links":{},"id":"{id}","topic":"conversation.user.created","delivery_status":"pending","delivery_attempts":1,"delivered_at":0,"first_sent_at":{now},"created_at":{now},"self":null}',
    },
    {
      eventType: 'contact.created',
      contentType: 'application/json',
      id: 'notif_{uuid}',
      body: '{"type":"notification_event","app_id":"a86dr8yl","data":{"type":"notification_event_data","item":{"type":"contact","id":"5f7f0d217289f8d2f4262080","email":"ada@example.com"}},"links":{},"id":"{id}","topic":"contact.created","delivery_status":"pending","delivery_attempts":1,"delivered_at":0,"first_sent_at":{now},"created_at":{now},"self":null}',
    },
  ],
});
