import {
  bodyField,
  type Content,
  header,
  headerParam,
  lowerCase,
  type Part,
  query,
  whenPresent,
} from '../verification/parts.ts';
import { anyOf, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// Segments whose source is not there are left out. The vendor’s libraries take the id as it came; one of them, and the
// documentation, in lower case (https://github.com/mercadopago/sdk-nodejs/pull/439).
const signed = (id: Part): Content => [
  whenPresent(id, 'id:', id, ';'),
  whenPresent(header('x-request-id'), 'request-id:', header('x-request-id'), ';'),
  'ts:',
  headerParam('x-signature', 'ts'),
  ';',
];

export const mercadopago = defineProvider({
  name: 'mercadopago',
  displayName: 'Mercado Pago',
  docs: 'https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks',
  evidence: 'vendor-code',
  source: 'npm mercadopago 3.6.1, dist/utils/webhook/index.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('x-signature', 'v1'),
    // Some deliveries write seconds, others milliseconds, so no age is checked.
    signedContent: anyOf(signed(query('data.id')), signed(lowerCase(query('data.id')))),
    bodyNotCovered: 'the id of what changed and a timestamp are signed, the body is not: ask the API for what it says',
  }),
  // The notification’s own id, in the body, which is not signed.
  eventId: [bodyField('id')],
  unsignedId: true,
  eventType: [bodyField('action')],
  caution: 'notifications of QR code payments are not signed and are refused',
  deadlineSeconds: null,
  retries:
    'for up to about 24 hours, waiting exponentially longer (mercadopago/mercadopago-claude-marketplace mp-webhooks)',
  secret: {
    label: 'the application’s secret signature, as Webhooks shows it',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the application in Your integrations → Webhooks → Configure notifications, enter the endpoint’s URL and its events.',
    'Store the application’s secret signature with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.updated',
      contentType: 'application/json',
      headers: { 'x-request-id': '{uuid}', 'x-signature': 'ts={now}' },
      id: '{digits}',
      body: '{"action":"payment.updated","api_version":"v1","application_id":"7910800073137785","data":{"id":"123456"},"date_created":"{nowIso}","id":{id},"live_mode":true,"type":"payment","user_id":"724484980","version":1}',
    },
  ],
});
