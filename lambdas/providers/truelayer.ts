import {
  bodyField,
  decoded,
  encoded,
  header,
  headerPosition,
  jsonField,
  listedHeaders,
  method,
  type Part,
  path,
  pathAndQuery,
  query,
  rawBody,
  requires,
  requiresSame,
  secretText,
  setting,
} from '../verification/parts.ts';
import { anyOf, publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// A JWS whose payload stands outside it (RFC 7515, appendix F): `header..signature`.
const head = headerPosition('tl-signature', 0, { separator: '.' });
const inHead = (name: string) => jsonField(decoded(head, 'base64url'), name);
const timestamp = header('x-tl-webhook-timestamp');

const signed = (target: Part) => [
  requires(inHead('alg'), 'ES512'),
  requires(inHead('tl_version'), '2'),
  // The same key signs for everybody, path and body alone: whoever has an account could have the path of another's endpoint signed.
  requiresSame(query('token'), secretText),
  head,
  '.',
  encoded(
    method,
    ' ',
    target,
    '\n',
    listedHeaders(inHead('tl_headers'), {
      separator: ',',
      needed: ['x-tl-webhook-timestamp'],
      assign: ': ',
      joinedBy: '\n',
      order: 'listed',
    }),
    '\n',
    rawBody,
  ),
];

const headText = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url');
const headers = {
  'tl-signature': `${headText({
    alg: 'ES512',
    kid: 'inbox',
    tl_version: '2',
    tl_headers: 'X-Tl-Webhook-Timestamp,Content-Type',
    jku: 'https://webhooks.truelayer.com/.well-known/jwks',
  })}..`,
};

export const truelayer = defineProvider({
  name: 'truelayer',
  displayName: 'TrueLayer',
  docs: 'https://docs.truelayer.com/docs/configure-webhooks-for-your-integration',
  evidence: 'vendor-code',
  source: 'TrueLayer/truelayer-signing request-signing-v2.md, nodejs/src/lib.ts and the webhook-server examples',
  verification: publicKey({
    algorithm: 'ecdsa-p521-sha512',
    encoding: 'base64url',
    ecdsaFormat: 'ieee-p1363',
    keyFormat: {
      kind: 'keySet',
      url: ['https://webhooks.', setting('environment', { otherwise: 'truelayer' }), '.com/.well-known/jwks'],
      format: 'jwks',
      keyId: inHead('kid'),
    },
    signature: headerPosition('tl-signature', 2, { separator: '.' }),
    timestamp,
    timestampUnit: 'iso8601',
    toleranceSeconds: null,
    // The vendor's examples verify the path, the one in Go the query string with it.
    signedContent: anyOf(signed(path), signed(pathAndQuery())),
  }),
  // The id of the event, in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('type'), bodyField('event_type')],
  settings: {
    environment: {
      description: 'truelayer or truelayer-sandbox, whose keys count; truelayer when it is left out',
      pattern: 'truelayer|truelayer-sandbox',
    },
  },
  deadlineSeconds: null,
  retries:
    'for up to 72 hours with jittered exponential backoff (https://docs.truelayer.com/docs/webhook-notifications)',
  secret: {
    label: 'a token that you choose, and add to the webhook URI as ?token=…',
    pattern: '^[A-Za-z0-9_-]{16,}$',
    mistakes: [
      {
        pattern: '^-----BEGIN',
        sentence: 'This is a key; TrueLayer’s own are fetched. What is stored is the token in the URI.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a long random token of letters and digits, and store it with `inbox secret set`.',
    'Open Payments → Settings of the app in TrueLayer’s Console and set the webhook URI: the endpoint’s URL, then ?token= and the token.',
    'For a sandbox app, set environment: "truelayer-sandbox" in the endpoint’s settings in bin/webhooks.ts.',
  ],
  samples: [
    {
      eventType: 'payment_executed',
      contentType: 'application/json',
      headers,
      id: '{uuid}',
      body: '{"type":"payment_executed","event_id":"{id}","event_version":1,"payment_id":"{uuid}","payment_method":{"type":"bank_transfer","provider_id":"mock-payments-gb-redirect","scheme_id":"faster_payments_service"},"executed_at":"{nowIso}"}',
    },
    {
      eventType: 'payout_settled',
      contentType: 'application/json',
      headers,
      id: '{uuid}',
      body: '{"event_type":"payout_settled","event_schema_version":1,"event_id":"{id}","event_body":{"transaction_id":"{uuid}","settled_at":"{nowIso}"}}',
    },
  ],
});
