import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const authorizeNet = defineProvider({
  name: 'authorize-net',
  displayName: 'Authorize.Net',
  docs: 'https://developer.authorize.net/api/reference/features/webhooks.html',
  evidence: 'third-party',
  source: 'stymiee/authnetjson src/Authnetjson/AuthnetWebhook.php',
  verification: hmac({
    hash: 'sha512',
    // Written in upper case.
    encoding: 'anyCaseHex',
    signature: header('x-anet-signature', { prefix: 'sha512=' }),
    // The Signature Key looks like hex, yet its text is the key: the delivery of 2017 in the source’s tests verifies only so.
    signedContent: [rawBody],
  }),
  // The id of the notification in the signed body.
  eventId: [bodyField('notificationId')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the account’s Signature Key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 64, upperCase: true },
  },
  registration: [
    'Open Account → Webhooks in the Merchant Interface, choose Add Endpoint and enter the endpoint’s URL and the events.',
    'Create a Signature Key under Account → Settings → Security Settings → API Credentials and Keys.',
    'Store the Signature Key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'net.authorize.payment.authcapture.created',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"notificationId":"{id}","eventType":"net.authorize.payment.authcapture.created","eventDate":"{nowIso}","webhookId":"{uuid}","payload":{"responseCode":1,"authCode":"Z3PV5H","avsResponse":"Y","authAmount":45.0,"entityName":"transaction","id":"{digits}"}}',
    },
  ],
});
