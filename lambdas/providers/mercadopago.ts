import { bodyField, header, headerParam, lowerCase, type Part, query, whenPresent } from '../verification/parts.ts';
import { anyOf, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const dataId = query('data.id');
const manifest = (id: Part) => [
  whenPresent(dataId, 'id:', id, ';'),
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
    // Segments whose source is not there are left out. Some deliveries write seconds, others milliseconds, so no age is checked.
    // The vendor's libraries take the id as it came; one of them, and older documentation, in lower case
    // (https://github.com/mercadopago/sdk-nodejs/pull/439).
    signedContent: anyOf(manifest(dataId), manifest(lowerCase(dataId))),
    bodyNotCovered: 'the id of what changed and a timestamp are signed, the body is not: ask the API for what it says',
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('action')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the application’s secret signature',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Mercado Pago’s settings.',
    'Store the application’s secret signature with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.updated',
      contentType: 'application/json',
      headers: { 'x-request-id': '{uuid}', 'x-signature': 'ts={now}' },
      id: '{digits}',
      body: '{"action":"payment.updated","api_version":"v1","data":{"id":"123456"},"date_created":"{nowIso}","id":{id},"live_mode":true,"type":"payment","user_id":"724484980"}',
    },
  ],
});
