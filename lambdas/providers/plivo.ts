import { formField, header, headerList, sortedFormFields, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const plivo = defineProvider({
  name: 'plivo',
  displayName: 'Plivo Voice',
  docs: 'https://docs.plivo.com/docs/voice/xml/request/validation',
  evidence: 'vendor-code',
  source: 'npm plivo 4.79.0, dist/utils/v3Security.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // One for each of the account's auth tokens.
    signature: headerList('x-plivo-signature-v3', { separator: ',', prefix: '' }),
    // So a POST to a URL without a query string is signed; with one, its sorted parameters would run into the form's.
    signedContent: [url({ query: 'configured' }), '?', sortedFormFields, '.', header('x-plivo-signature-v3-nonce')],
  }),
  // CallUUID names the call: the hash of the body stands in, which repeats everything but the nonce.
  eventId: [],
  eventType: [formField('Event')],
  caution:
    'callbacks of messaging and Verify carry a V2 signature, which covers the URL and not the body, and are refused; so are GET requests',
  // By default; a fragment of the URL changes it.
  deadlineSeconds: 40,
  retries:
    'by default once, when no connection is made or no answer comes in time (https://docs.plivo.com/docs/voice/concepts/callback-configurations)',
  secret: {
    label: 'the account’s auth token',
    pattern: '^[A-Za-z0-9+/=_-]{20,}$',
    mistakes: [
      {
        pattern: '^[MS]A[A-Z0-9]{18}$',
        sentence: 'This is an auth id; requests are signed with the auth token that is shown beside it.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Give the endpoint’s URL, without a query string, as hangup URL, ring URL or callback URL of the call or the application, method POST.',
    'Store the auth token of the account or subaccount that makes the calls with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Hangup',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'x-plivo-signature-v3-nonce': '{digits}{digits}' },
      id: '{uuid}',
      body: 'ALegRequestUUID={id}&ALegUUID={id}&BillDuration=60&CallStatus=completed&CallUUID={id}&Direction=outbound&Duration=42&Event=Hangup&From=%2B14155550100&HangupCause=NORMAL_CLEARING&HangupSource=Callee&SessionStart=2026-11-26+09%3A30%3A00&To=%2B4915735981111&TotalCost=0.00850',
    },
    {
      eventType: 'Ring',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'x-plivo-signature-v3-nonce': '{digits}{digits}' },
      id: '{uuid}',
      body: 'CallStatus=ringing&CallUUID={id}&Direction=outbound&Event=Ring&From=%2B14155550100&To=%2B4915735981111',
    },
  ],
});
