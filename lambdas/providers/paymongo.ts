import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('paymongo-signature', 't');
/** `te` is the signature in test mode, `li` in live mode; the other one is empty. */
const signedAs = (mode: 'te' | 'li') =>
  hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('paymongo-signature', mode),
    timestamp,
    // The SDK checks no age.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  });

export const paymongo = defineProvider({
  name: 'paymongo',
  displayName: 'PayMongo',
  docs: 'https://developers.paymongo.com',
  evidence: 'vendor-code',
  source: 'npm paymongo-node 10.17.0, src/services/Webhook.js',
  verification: choose(
    { when: [{ part: headerParam('paymongo-signature', 'li'), matches: '[0-9a-f]{64}' }], scheme: signedAs('li') },
    { when: [], scheme: signedAs('te') },
  ),
  // The event’s own id in the body.
  eventId: [bodyField('data.id')],
  eventType: [bodyField('data.attributes.type')],
  // A success is 2xx with a JSON body: https://developers.paymongo.com/docs/developer-tools-retry-logic
  answers: [{ when: [], answer: { status: 200, contentType: 'application/json', body: '{}' } }],
  deadlineSeconds: 30,
  retries:
    'up to 12 times with exponential backoff within 136.5 minutes (https://developers.paymongo.com/docs/webhook-retry-logic)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^[sp]k_(?:test|live)_',
        sentence: 'This is an API key; the webhook’s own secret key begins with whsk_.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through the API (POST /v1/webhooks) with the endpoint’s URL and its events.',
    'Store the secret_key of the answer with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'payment.paid',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"data":{"id":"{id}","type":"event","attributes":{"type":"payment.paid","livemode":false,"data":{"id":"pay_{random}","type":"payment","attributes":{"amount":10000,"currency":"PHP","status":"paid"}},"previous_data":{},"created_at":{now},"updated_at":{now}}}}',
    },
  ],
});
