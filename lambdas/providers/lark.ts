import { bodyField, firstOf } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const lark = defineProvider({
  name: 'lark',
  displayName: 'Lark / Feishu',
  docs: 'https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM',
  evidence: 'vendor-code',
  source: 'larksuite/oapi-sdk-go event/dispatcher/dispatcher.go',
  verification: token(
    // Of events of version 2, and of version 1 and the challenge.
    firstOf(bodyField('header.token'), bodyField('token')),
  ),
  // The event’s own id in the body.
  eventId: [bodyField('header.event_id'), bodyField('uuid')],
  eventType: [bodyField('header.event_type'), bodyField('event.type')],
  handshakes: [
    {
      name: 'url_verification',
      signed: true,
      when: [{ part: bodyField('type'), equals: 'url_verification' }],
      answer: {
        status: 200,
        contentType: 'application/json',
        body: { json: { challenge: { echo: bodyField('challenge'), pattern: '[A-Za-z0-9._~=+/-]{1,512}' } } },
      },
    },
  ],
  caution: 'With an encrypt key Lark sends the events encrypted: the endpoint wants them without.',
  deadlineSeconds: 3,
  retries:
    'up to four times (https://open.feishu.cn/document/event-subscription-guide/event-subscriptions/event-callback-optimization-guide)',
  secret: {
    label: 'the app’s verification token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open the app’s Events and Callbacks in the developer console and leave the encrypt key empty: encrypted events are refused.',
    'Store the verification token, shown there, with `inbox secret set`.',
    'Enter the endpoint’s URL as request URL; the challenge is answered.',
  ],
  samples: [
    {
      eventType: 'im.message.receive_v1',
      contentType: 'application/json; charset=utf-8',
      id: '{random}',
      body: '{"schema":"2.0","header":{"event_id":"{id}","event_type":"im.message.receive_v1","create_time":"{nowMs}","token":"{signature}","app_id":"cli_9f5343c580712544","tenant_key":"2ca1d211f64f6438"},"event":{"message":{"message_id":"om_{random}","chat_type":"p2p","message_type":"text"}}}',
    },
  ],
});
