import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const line = defineProvider({
  name: 'line',
  displayName: 'LINE Messaging API',
  docs: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
  evidence: 'vendor-code',
  source: 'npm @line/bot-sdk 11.2.0, dist/validate-signature.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-line-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id; each event has one, which a redelivery repeats.
  eventId: [],
  eventType: [],
  batch: { items: 'events', eventId: ['webhookEventId'], eventType: ['type'] },
  // https://developers.line.biz/ja/docs/messaging-api/check-webhook-error-statistics
  deadlineSeconds: 2,
  retries:
    'only with webhook redelivery switched on (https://developers.line.biz/en/docs/partner-docs/error-notification)',
  secret: {
    label: 'the channel secret',
    pattern: '^[0-9a-f]{32}$',
    mistakes: [
      {
        pattern: '^[A-Za-z0-9+/=]{100,}$',
        sentence: 'This is a channel access token; the channel secret stands under Basic settings.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open the channel in the LINE Developers console and store the channel secret, from Basic settings, with `inbox secret set`.',
    'Enter the endpoint’s URL under Messaging API → Webhook settings, press Verify and switch Use webhook on.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/json; charset=utf-8',
      id: '01{random}',
      body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[{"type":"message","message":{"type":"text","id":"14353798921116","text":"Hello"},"webhookEventId":"{id}","deliveryContext":{"isRedelivery":false},"timestamp":{nowMs},"source":{"type":"user","userId":"U80696558e1aa831"},"replyToken":"757913772c4646b784d4b7ce46d12671","mode":"active"}]}',
    },
    {
      eventType: 'follow',
      contentType: 'application/json; charset=utf-8',
      id: '01{random}',
      body: '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[{"type":"follow","webhookEventId":"{id}","deliveryContext":{"isRedelivery":false},"timestamp":{nowMs},"source":{"type":"user","userId":"U80696558e1aa831"},"replyToken":"85cbe770fa8b4f45bbe077b1d4be4a36","mode":"active"}]}',
    },
  ],
});
