import { bodyField, header, url } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const monday = defineProvider({
  name: 'monday',
  displayName: 'monday.com',
  docs: 'https://developer.monday.com/apps/docs/integration-authorization',
  evidence: 'vendor-docs',
  source:
    'https://developer.monday.com/apps/docs/authorization-header; HS256 as in webhook-co/webhook packages/webhooks-spec/src/adapters/bespoke/monday.ts',
  verification: jwt({
    token: header('authorization'),
    algorithms: ['HS256'],
    key: 'utf8',
    // Binds the token to this endpoint.
    claims: [{ name: 'aud', oneOf: url() }],
    maxAgeSeconds: null,
    bodyNotCovered: 'the token says who sends, to which URL and for which account: it says nothing about the event',
  }),
  // In the body, which is not signed.
  eventId: [bodyField('event.triggerUuid')],
  unsignedId: true,
  eventType: [bodyField('event.type')],
  handshakes: [
    {
      name: 'challenge',
      signed: false,
      when: [{ onlyBodyKeys: ['challenge'] }, { part: bodyField('challenge'), present: true }],
      answer: {
        status: 200,
        contentType: 'application/json',
        body: { json: { challenge: { echo: bodyField('challenge'), pattern: '[A-Za-z0-9._~=+/-]{1,512}' } } },
      },
    },
  ],
  // https://developer.monday.com/apps/changelog/webhook-integration-new-3-minute-timeout-policy
  deadlineSeconds: 180,
  retries:
    'once a minute for 30 minutes, until acknowledged (https://monday-client.readthedocs.io/en/latest/webhooks.html)',
  secret: {
    label: 'the app’s signing secret',
    pattern: '^\\S{8,}$',
    mistakes: [
      { pattern: '^eyJ', sentence: 'This is an API token; the signing secret stands in the app’s basic information.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Create the webhook through the API with an OAuth token of an integration app: one made in a board’s settings carries no token and is refused.',
    'monday.com asks for the challenge at once, which is answered.',
    'Store the app’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'update_column_value',
      contentType: 'application/json',
      headers: { 'user-agent': 'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)' },
      id: '{random}',
      body: '{"event":{"userId":42973518,"originalTriggerUuid":null,"boardId":4429449918,"groupId":"topics","pulseId":4429449927,"pulseName":"Item 1","columnId":"status","columnType":"color","columnTitle":"Status","value":{"label":{"index":1,"text":"Done"},"post_id":null},"previousValue":null,"changedAt":1683440337.5137901,"isTopGroup":true,"app":"monday","type":"update_column_value","triggerTime":"{nowIso}","subscriptionId":227626788,"triggerUuid":"{id}"}}',
    },
  ],
});
