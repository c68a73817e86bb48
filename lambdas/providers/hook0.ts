import { header, headerParam, listedHeaders, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-hook0-signature', 't');
const listed = headerParam('x-hook0-signature', 'h');

export const hook0 = defineProvider({
  name: 'hook0',
  displayName: 'Hook0',
  docs: 'https://documentation.hook0.com/tutorials/webhook-authentication',
  evidence: 'vendor-code',
  source: 'hook0/hook0 output-worker/src/work.rs and clients/conformance/signature.json',
  // Names, values and body run together with dots, so that a signature fits wherever else one cuts: no dot stands in an id,
  // two in a type, and the body alone begins as JSON does.
  verification: choose({
    when: [
      { part: header('x-event-id'), matches: '[^.]+' },
      { part: header('x-event-type'), matches: '[^.]+(?:\\.[^.]+){2}' },
      { part: rawBody, matches: '[{\\[][^]*' },
    ],
    scheme: hmac({
      hash: 'sha256',
      encoding: 'hex',
      signature: headerParam('x-hook0-signature', 'v1'),
      timestamp,
      toleranceSeconds: 300,
      // The sender lists every header that it sets itself, these two always.
      signedContent: [
        timestamp,
        '.',
        listed,
        '.',
        listedHeaders(listed, {
          separator: ' ',
          needed: ['x-event-id', 'x-event-type'],
          joinedBy: '.',
          without: '{[',
          order: 'listed',
        }),
        '.',
        rawBody,
      ],
    }),
  }),
  // The event's own id, signed, the same over retries.
  eventId: [header('x-event-id')],
  eventType: [header('x-event-type')],
  caution: 'v0 signatures, which a server of your own can be told to send, and payloads that are not JSON are refused',
  deadlineSeconds: 15,
  retries:
    'after 3 s, 10 s, 3 min, 30 min, 1 h, 3 h, 5 h and then every 10 h, as often as the plan allows (https://documentation.hook0.com/explanation/webhook-retry-logic)',
  secret: {
    label: 'the subscription’s secret, a UUID',
    pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    local: { kind: 'text', prefix: '5b1f0c2e-7a34-4d89-9c01-', encoding: 'hex', bytes: 6 },
  },
  registration: [
    'Create a subscription of your application in Hook0, with the endpoint’s URL as target and the event types you need.',
    'Store the secret that the subscription shows with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user.account.created',
      contentType: 'application/json',
      headers: {
        'x-event-id': '{id}',
        'x-event-type': 'user.account.created',
        'x-hook0-signature': 'h=content-type x-event-id x-event-type',
      },
      id: '{uuid}',
      body: '{"user_id":"{uuid}","email":"ada@example.com","created_at":"{nowIso}"}',
    },
  ],
});
