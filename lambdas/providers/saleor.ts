import {
  decoded,
  header,
  headerPosition,
  jsonField,
  rawBody,
  requires,
  requiresSame,
  secretText,
} from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// A JWS whose payload, the body as it is, stands outside it (RFC 7797): `header..signature`.
const head = headerPosition('saleor-signature', 0, { separator: '.' });
const inHead = (name: string) => jsonField(decoded(head, 'base64url'), name);
const headText = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url');

const headers = {
  'saleor-domain': '{secret}',
  'saleor-api-url': 'https://{secret}/graphql/',
  'saleor-signature': `${headText({ alg: 'RS256', b64: false, crit: ['b64'], kid: 'inbox', typ: 'JWT' })}..`,
};

export const saleor = defineProvider({
  name: 'saleor',
  displayName: 'Saleor',
  docs: 'https://docs.saleor.io/developer/extending/webhooks/payload-signature',
  evidence: 'vendor-code',
  source:
    'saleor/saleor saleor/core/jwt_manager.py and saleor/webhook/transport; saleor/app-sdk src/auth/verify-signature.ts',
  verification: publicKey({
    algorithm: 'rsa-sha256',
    encoding: 'base64url',
    keyFormat: {
      kind: 'keySet',
      url: ['https://', secretText, '/.well-known/jwks.json'],
      format: 'jwks',
      keyId: inHead('kid'),
    },
    signature: headerPosition('saleor-signature', 2, { separator: '.' }),
    signedContent: [
      requires(inHead('alg'), 'RS256'),
      requires(inHead('b64'), 'false'),
      requiresSame(header('saleor-domain'), secretText),
      head,
      '.',
      rawBody,
    ],
  }),
  // The subscription's query decides what the body holds, and no header has an id: the hash of the body stands in.
  eventId: [],
  eventType: [header('saleor-event')],
  caution:
    'nothing but the body is signed, and two deliveries with the same bytes are one event for 45 days: ask for issuedAt in the subscription’s query. Webhooks with a secretKey of their own are signed in another way, and refused',
  // saleor/settings.py, WEBHOOK_WAITING_FOR_RESPONSE_TIMEOUT
  deadlineSeconds: 18,
  retries:
    'five times, after 10 seconds and then twice as long each time (https://docs.saleor.io/developer/extending/webhooks/asynchronous-events)',
  secret: {
    label: 'the shop’s domain, whose key set deliveries are verified with (shop.saleor.cloud)',
    pattern: '^[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?::\\d{1,5})?$',
    mistakes: [
      { pattern: '^https?:', sentence: 'This is a URL; only its host name is needed, without https:// and path.' },
    ],
    local: { kind: 'text', prefix: 'shop-', encoding: 'hex', bytes: 4, suffix: '.saleor.example' },
  },
  registration: [
    'Store the shop’s domain, as its header Saleor-Domain has it, with `inbox secret set`.',
    'Create a webhook of an app with the endpoint’s URL as target URL, without a secret key, and a subscription query that asks for issuedAt.',
  ],
  samples: [
    {
      eventType: 'order_created',
      contentType: 'application/json',
      headers: { ...headers, 'saleor-event': 'order_created' },
      id: '{random}',
      body: '{"issuedAt": "{nowIso}", "order": {"id": "{id}", "number": "143", "total": {"gross": {"amount": 25.0, "currency": "EUR"}}}}',
    },
    {
      eventType: 'product_updated',
      contentType: 'application/json',
      headers: { ...headers, 'saleor-event': 'product_updated' },
      id: '{random}',
      body: '{"issuedAt": "{nowIso}", "product": {"id": "{id}", "name": "Mug"}}',
    },
  ],
});
