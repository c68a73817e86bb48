import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const clientId = { echo: header('x-adobesign-clientid'), pattern: '[A-Za-z0-9_-]{4,128}' } as const;
const answer = {
  status: 200,
  contentType: 'application/json',
  headers: { 'x-adobesign-clientid': clientId },
  body: { json: { xAdobeSignClientId: clientId } },
} as const;

export const adobeSign = defineProvider({
  name: 'adobe-sign',
  displayName: 'Adobe Acrobat Sign',
  docs: null,
  evidence: 'third-party',
  source: 'webhook-co/webhook apps/engine/src/handshake.ts and public receivers that agree',
  verification: token(header('x-adobesign-clientid')),
  // The notification’s own id in the body.
  eventId: [bodyField('webhookNotificationId')],
  eventType: [bodyField('event')],
  methods: ['GET'],
  handshakes: [{ name: 'client_id', signed: true, when: [{ method: 'GET' }], answer }],
  answers: [{ when: [], answer }],
  caution: 'A client id is no secret: whoever knows it can send events, so read the agreement again through the API.',
  // What its page asks of an answer, though it also says that notifications time out after 45.
  deadlineSeconds: 5,
  retries:
    '15 times over 72 hours, with delays that double up to 12 hours, then the webhook is disabled (https://opensource.adobe.com/acrobat-sign/acrobat_sign_events/index.html)',
  secret: {
    label: 'the client id of the application that created the webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Store the client id of the application that will create the webhook with `inbox secret set`: Adobe asks for it at once.',
    'Create the webhook in Acrobat Sign, or through the API, with the endpoint’s URL, its scope and its events.',
  ],
  samples: [
    {
      eventType: 'AGREEMENT_CREATED',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"webhookId":"9b7fc222-0c74-478b-9bde-8ac70a2dd163","webhookName":"agreements","webhookNotificationId":"{id}","webhookUrlInfo":{"url":"https://example.com/hooks/adobe-sign"},"webhookScope":"ACCOUNT","event":"AGREEMENT_CREATED","eventDate":"{nowIso}","agreement":{"id":"{random}","name":"Contract","status":"OUT_FOR_SIGNATURE"}}',
    },
  ],
});
