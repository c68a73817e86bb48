import { bodyCrc32, bodyField, header, requires, secretText } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const headers = {
  'paypal-transmission-id': '{uuid}',
  'paypal-transmission-time': '{nowIso}',
  'paypal-auth-algo': 'SHA256withRSA',
  'paypal-auth-version': 'v2',
  'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270',
};

export const paypal = defineProvider({
  name: 'paypal',
  displayName: 'PayPal',
  docs: 'https://developer.paypal.com/api/rest/webhooks/rest/',
  evidence: 'vendor-code',
  source: 'paypal/PayPal-Python-SDK, paypalrestsdk/notifications.py',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64',
    keyFormat: {
      kind: 'certificate',
      url: header('paypal-cert-url'),
      host: 'api(?:-m)?(?:\\.sandbox)?\\.paypal\\.com',
      path: '/v1/notifications/certs/[A-Za-z0-9_-]+',
      subject: '(?:[A-Za-z0-9-]+\\.)+paypal\\.com',
    },
    signature: header('paypal-transmission-sig'),
    // The body is signed through its CRC-32 only, and the webhook's id, which is configured, keeps others' deliveries out.
    signedContent: [
      requires(header('paypal-auth-algo'), 'SHA256withRSA'),
      header('paypal-transmission-id'),
      '|',
      header('paypal-transmission-time'),
      '|',
      secretText,
      '|',
      bodyCrc32,
    ],
  }),
  // The event's id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event_type')],
  caution:
    'PayPal signs a CRC-32 of the body: whoever saw a genuine delivery can forge another body for it, so confirm money through the API',
  deadlineSeconds: null,
  retries: 'up to 25 times over 3 days, until a 2xx comes (https://developer.paypal.com/api/rest/webhooks/rest)',
  secret: {
    label: 'the webhook’s id',
    pattern: '^[A-Z0-9]{10,32}$',
    mistakes: [
      {
        pattern: '^[AE][A-Za-z0-9_-]{60,}$',
        sentence: 'This is a client id or secret; the webhook’s id is shown in the list of webhooks.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 9, upperCase: true },
  },
  registration: [
    'Open the app in the PayPal developer dashboard and add a webhook with the endpoint’s URL.',
    'Store the webhook’s id, shown in the list, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT.CAPTURE.COMPLETED',
      contentType: 'application/json',
      headers,
      id: 'WH-{random}',
      body: '{"id":"{id}","event_version":"1.0","create_time":"{nowIso}","resource_type":"capture","resource_version":"2.0","event_type":"PAYMENT.CAPTURE.COMPLETED","summary":"Payment completed for $ 2.51 USD","resource":{"amount":{"currency_code":"USD","value":"2.51"},"id":"42311647XV020574X","status":"COMPLETED","final_capture":true},"links":[]}',
    },
  ],
});
