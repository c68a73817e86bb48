import { bodyField, header, rawBody } from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-signature-timestamp');
const type = bodyField('type');
const eventOfWebhook = bodyField('event.type');
const json = (status: number, body: string) => ({ status, contentType: 'application/json', body });

export const discord = defineProvider({
  name: 'discord',
  displayName: 'Discord',
  docs: 'https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint',
  evidence: 'vendor-code',
  source: 'npm discord-interactions 4.4.0, dist/index.js',
  verification: publicKey({
    algorithm: 'ed25519',
    encoding: 'hex',
    keyFormat: 'raw-hex',
    signature: header('x-signature-ed25519'),
    timestamp,
    // The documentation sets no window; webhook events are sent again for up to ten minutes.
    toleranceSeconds: null,
    signedContent: [timestamp, rawBody],
  }),
  // An interaction's snowflake. A webhook event has no id: the hash of its body, which carries the time, stands in for one.
  eventId: [bodyField('id')],
  eventType: [eventOfWebhook, type],
  handshakes: [
    {
      name: 'webhook_event_ping',
      signed: true,
      when: [
        { part: type, equals: '0' },
        { part: eventOfWebhook, absent: true },
      ],
      answer: { status: 204, contentType: 'application/json' },
    },
    {
      name: 'interaction_ping',
      signed: true,
      when: [
        { part: type, equals: '1' },
        { part: eventOfWebhook, absent: true },
      ],
      answer: json(200, '{"type":1}'),
    },
  ],
  // Webhook events want 204; an interaction wants a response object, and "deferred" lets the processor follow up.
  // https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
  answers: [
    { when: [{ part: eventOfWebhook, present: true }], answer: { status: 204, contentType: 'application/json' } },
    { when: [{ part: type, equals: '3' }], answer: json(200, '{"type":6}') },
    { when: [{ part: type, equals: '4' }], answer: json(200, '{"type":8,"data":{"choices":[]}}') },
    { when: [], answer: json(200, '{"type":5}') },
  ],
  deadlineSeconds: 3,
  retries: 'webhook events several times within ten minutes; interactions never',
  secret: {
    label: 'the application’s public key, 64 hexadecimal digits',
    pattern: '^[0-9a-f]{64}$',
    mistakes: [
      { pattern: '^\\d{17,20}$', sentence: 'This is the application id; the public key stands below it.' },
      { pattern: '\\.', sentence: 'This is a bot token; use the public key of General Information.' },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Store the application’s public key (General Information) with `inbox secret set` first.',
    'Paste the endpoint’s URL as Interactions Endpoint URL, or under Webhooks → Endpoint: Discord probes it at once.',
  ],
  samples: [
    {
      eventType: 'APPLICATION_AUTHORIZED',
      contentType: 'application/json',
      headers: { 'user-agent': 'Discord-Webhook/1.0 (+https://discord.com)' },
      body: '{"version":1,"application_id":"1234560123453231555","type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"{nowIso}","data":{"integration_type":1,"scopes":["applications.commands"],"user":{"id":"{id}","username":"ada"}}}}',
      id: '{snowflake}',
    },
    {
      eventType: '2',
      contentType: 'application/json',
      headers: { 'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)' },
      body: '{"application_id":"1234560123453231555","type":2,"token":"A_UNIQUE_TOKEN","member":{"user":{"id":"53908232506183680","username":"Mason"}},"id":"{id}","guild_id":"290926798626357999","data":{"id":"771825006014889984","name":"cardsearch","options":[{"name":"q","value":"The Gitrog Monster"}]},"version":1}',
      id: '{snowflake}',
    },
  ],
});
