import { bodyField, header, joined, optional, rawBody } from '../verification/parts.ts';
import { choose, eachItem, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const item = (path: string) => bodyField(`NotificationRequestItem.${path}`);
const key = { hash: 'sha256', encoding: 'base64', secretFormat: 'hex' } as const;

export const adyen = defineProvider({
  name: 'adyen',
  displayName: 'Adyen',
  docs: 'https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures/',
  evidence: 'vendor-code',
  source: 'npm @adyen/api-library 32.1.0, lib/src/utils/hmacValidator.js',
  // Webhooks of the platforms sign the body in a header, those of payments each item in itself.
  verification: choose(
    {
      when: [{ part: header('hmacsignature'), present: true }],
      scheme: hmac({ ...key, signature: header('hmacsignature'), signedContent: [rawBody] }),
    },
    {
      when: [],
      scheme: eachItem(
        'notificationItems',
        hmac({
          ...key,
          signature: item('additionalData.hmacSignature'),
          signedContent: [
            optional(item('pspReference')),
            ':',
            optional(item('originalReference')),
            ':',
            optional(item('merchantAccountCode')),
            ':',
            optional(item('merchantReference')),
            ':',
            optional(item('amount.value')),
            ':',
            optional(item('amount.currency')),
            ':',
            optional(item('eventCode')),
            ':',
            optional(item('success')),
          ],
          bodyNotCovered: 'only eight fields of an item are signed: not reason, paymentMethod, eventDate or live',
        }),
      ),
    },
  ),
  // A delivery of items has no id; a duplicate repeats both event code and PSP reference. Platform webhooks have none.
  eventId: [],
  eventType: [bodyField('type')],
  batch: {
    items: 'notificationItems',
    single: true,
    eventId: [joined(':', item('eventCode'), item('pspReference'))],
    eventType: [item('eventCode')],
  },
  answers: [{ when: [], answer: { status: 200, contentType: 'text/plain', body: '[accepted]' } }],
  deadlineSeconds: 10,
  retries:
    'three times, then from a queue with delays that grow from 2 minutes to 8 hours, for up to 30 days (https://docs.adyen.com/development-resources/webhooks/troubleshoot)',
  secret: {
    label: 'the webhook’s HMAC key, in hexadecimal',
    pattern: '^(?:[0-9A-Fa-f]{2}){16,}$',
    mistakes: [
      { pattern: '^AQE', sentence: 'This is an API key; the HMAC key is generated in the webhook’s own settings.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Developers → Webhooks in the Customer Area and create a standard webhook with the endpoint’s URL, method JSON.',
    'Generate an HMAC key under Security, and save the webhook.',
    'Store the HMAC key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'AUTHORISATION',
      contentType: 'application/json',
      id: 'AUTHORISATION:{random}',
      body: '{"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"{signature}","authCode":"060494"},"amount":{"currency":"EUR","value":2500},"eventCode":"AUTHORISATION","eventDate":"{nowIso}","merchantAccountCode":"ExampleMerchant","merchantReference":"order-1143","paymentMethod":"visa","pspReference":"{random}","success":"true"}}]}',
    },
    {
      eventType: 'REFUND',
      contentType: 'application/json',
      id: 'REFUND:{random}',
      body: '{"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"{signature}"},"amount":{"currency":"EUR","value":1000},"eventCode":"REFUND","eventDate":"{nowIso}","merchantAccountCode":"ExampleMerchant","merchantReference":"order-1143","originalReference":"NC6HT9CRT65ZGN82","paymentMethod":"visa","pspReference":"{random}","reason":"","success":"true"}}]}',
    },
    {
      // What the platforms send: signed in a header.
      eventType: 'balancePlatform.accountHolder.updated',
      contentType: 'application/json',
      headers: { hmacsignature: '-' },
      id: '{random}',
      body: '{"type":"balancePlatform.accountHolder.updated","environment":"test","timestamp":"{nowIso}","data":{"balancePlatform":"ExamplePlatform","accountHolder":{"id":"AH{id}","reference":"ada","status":"active"}}}',
    },
  ],
});
