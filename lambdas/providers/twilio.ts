import { bodyHashMatches, emptyBody, header, query, sortedFormFields, url } from '../verification/parts.ts';
import { anyOf, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// Twilio signs the port or leaves it out, by product; its own library tries both.
const requestUrl = url({ port: 'either' });

export const twilio = defineProvider({
  name: 'twilio',
  displayName: 'Twilio',
  docs: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  evidence: 'vendor-code',
  source: 'npm twilio 6.2.0, lib/webhooks/webhooks.js',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-twilio-signature'),
    // A signature over the URL alone says nothing about a body, so each alternative accounts for it.
    signedContent: anyOf(
      [requestUrl, sortedFormFields],
      [requestUrl, bodyHashMatches(query('bodySHA256'), 'sha256', 'hex')],
      [requestUrl, emptyBody],
    ),
  }),
  // The token of one webhook request, the same over its retries. MessageSid and CallSid name a resource, not an event.
  eventId: [header('i-twilio-idempotency-token')],
  unsignedId: true,
  // Which parameter tells the kind of event differs by product: a processor looks at the payload.
  eventType: [],
  deliveryMethods: ['GET'],
  answers: [
    {
      when: [{ form: true }],
      answer: { status: 200, contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
    },
  ],
  deadlineSeconds: 15,
  retries:
    'once when no connection could be made; more, and after timeouts or 5xx, with #rc= and #rp= behind the URL (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides)',
  secret: {
    label: 'the account’s auth token',
    pattern: '^\\S+$',
    mistakes: [
      {
        pattern: '^(?:AC|SK)[0-9a-f]{32}$',
        sentence: 'This is an account or key SID; requests are signed with the account’s auth token.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open the phone number or messaging service in the Twilio console.',
    'Paste the endpoint’s URL, exactly as shown here, under “A message comes in” or as status callback, method HTTP POST.',
    'Store the account’s auth token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'user-agent': 'TwilioProxy/1.1', 'i-twilio-idempotency-token': '{id}' },
      id: '{uuid}',
      body: 'ToCountry=DE&SmsMessageSid=SM5f0c2a00000000000000000000000000&NumMedia=0&FromZip=&SmsStatus=received&Body=Gr%C3%BC%C3%9Fe+1%2B1&To=%2B4915735980000&MessageSid=SM5f0c2a00000000000000000000000000&AccountSid=AC00000000000000000000000000000000&From=%2B4915735981111&ApiVersion=2010-04-01',
    },
    {
      eventType: 'status',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'user-agent': 'TwilioProxy/1.1', 'i-twilio-idempotency-token': '{id}' },
      id: '{uuid}',
      body: 'SmsSid=SM5f0c2a00000000000000000000000000&SmsStatus=delivered&MessageStatus=delivered&To=%2B4915735980000&MessageSid=SM5f0c2a00000000000000000000000000&AccountSid=AC00000000000000000000000000000000&From=%2B4915735981111&ApiVersion=2010-04-01',
    },
  ],
});
