import { bodyKey, header, query, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const xTwitter = defineProvider({
  name: 'x-twitter',
  displayName: 'X (Twitter)',
  docs: 'https://docs.x.com/x-api/webhooks/introduction',
  evidence: 'vendor-docs',
  source: 'https://docs.x.com/x-api/webhooks/introduction',
  // The challenge below is signed with the same key: only an object is a delivery, and no challenge can be one.
  verification: choose({
    when: [{ part: rawBody, matches: '\\s*\\{[\\s\\S]*' }],
    scheme: hmac({
      hash: 'sha256',
      encoding: 'base64',
      signature: header('x-twitter-webhooks-signature', { prefix: 'sha256=' }),
      signedContent: [rawBody],
    }),
  }),
  // A delivery has no id; what happened has, within an array named after its kind.
  eventId: [],
  eventType: [bodyKey('_events?$')],
  batch: { under: '_events?$', items: '', single: true, eventId: ['id_str', 'id'], eventType: [], bodyInKey: true },
  methods: ['GET'],
  handshakes: [
    {
      name: 'crc',
      signed: false,
      when: [{ method: 'GET' }, { part: query('crc_token'), present: true }],
      answer: {
        status: 200,
        body: {
          json: {
            response_token: {
              hmac: { hash: 'sha256', encoding: 'base64', of: query('crc_token'), pattern: '[A-Za-z0-9._=+/-]{1,256}' },
              prefix: 'sha256=',
            },
          },
        },
      },
    },
  ],
  deadlineSeconds: 10,
  retries: null,
  secret: {
    label: 'the app’s consumer secret (API key secret)',
    pattern: '^[A-Za-z0-9]{40,60}$',
    mistakes: [
      { pattern: '^AAAA', sentence: 'This is a bearer token; the consumer secret stands under Keys and tokens.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 25 },
  },
  registration: [
    'Store the consumer secret, from Keys and tokens in the developer portal, with `inbox secret set`.',
    'Register the endpoint’s URL with POST /2/webhooks: the inbox answers the challenge, then and every hour.',
  ],
  samples: [
    {
      eventType: 'tweet_create_events',
      contentType: 'application/json',
      id: '{snowflake}',
      body: '{"for_user_id":"2244994945","tweet_create_events":[{"created_at":"Tue Nov 24 09:59:58 +0000 2026","id":{id},"id_str":"{id}","text":"Hello","user":{"id_str":"1","screen_name":"ada"}}]}',
    },
    {
      eventType: 'follow_events',
      contentType: 'application/json',
      id: '{random}',
      body: '{"for_user_id":"2244994945","follow_events":[{"type":"follow","created_timestamp":"{nowMs}","id":"{id}","target":{"id":"2244994945"},"source":{"id":"1"}}]}',
    },
  ],
});
