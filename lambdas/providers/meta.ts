import { bodyField, header, joined, query, rawBody, setting } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const meta = defineProvider({
  name: 'meta',
  displayName: 'Meta (WhatsApp, Messenger, Instagram, Facebook)',
  docs: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  evidence: 'vendor-docs',
  source: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-hub-signature-256', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // A delivery has no id; messages and their states have, a state's being that of its message.
  eventId: [],
  eventType: [bodyField('object')],
  batch: {
    items: ['entry.*.changes', 'entry.*.messaging'],
    single: true,
    // A change may hold several messages, and a later delivery may hold them otherwise grouped.
    bodyInKey: true,
    eventId: [
      bodyField('value.messages.0.id'),
      joined(':', bodyField('value.statuses.0.id'), bodyField('value.statuses.0.status')),
      bodyField('message.mid'),
    ],
    eventType: ['field'],
  },
  methods: ['GET'],
  handshakes: [
    {
      name: 'subscribe',
      signed: false,
      when: [
        { method: 'GET' },
        { part: query('hub.mode'), equals: 'subscribe' },
        { part: query('hub.verify_token'), sameAs: setting('verifyToken') },
      ],
      answer: { status: 200, body: { echo: query('hub.challenge'), pattern: '[A-Za-z0-9._-]{1,256}' } },
    },
  ],
  settings: {
    verifyToken: {
      description: 'the verify token that you enter beside the URL in the app’s dashboard; any text of your own',
      pattern: '\\S{6,256}',
      required: true,
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the app secret',
    pattern: '^[0-9a-f]{32}$',
    mistakes: [
      { pattern: '^EAA', sentence: 'This is an access token; the app secret stands under App settings → Basic.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Choose a verify token, put it into the endpoint’s settings in bin/webhooks.ts and deploy.',
    'Store the app secret, from App settings → Basic, with `inbox secret set`.',
    'Enter the endpoint’s URL and the verify token under Webhooks in the app’s dashboard, and subscribe to fields.',
  ],
  samples: [
    {
      eventType: 'messages',
      contentType: 'application/json',
      headers: { 'user-agent': 'facebookexternalua' },
      id: 'wamid.{random}',
      body: '{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},"contacts":[{"profile":{"name":"Ada"},"wa_id":"16505551234"}],"messages":[{"from":"16505551234","id":"{id}","timestamp":"{now}","type":"text","text":{"body":"Hello"}}]},"field":"messages"}]}]}',
    },
    {
      eventType: 'feed',
      contentType: 'application/json',
      id: '{digits}',
      body: '{"object":"page","entry":[{"id":"{id}","time":{now},"changes":[{"field":"feed","value":{"item":"post","verb":"add","post_id":"{id}_{digits}","created_time":{now}}}]}]}',
    },
  ],
});
