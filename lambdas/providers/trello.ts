import { bodyField, header, rawBody, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const trello = defineProvider({
  name: 'trello',
  displayName: 'Trello',
  docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
  evidence: 'vendor-docs',
  source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-trello-webhook'),
    signedContent: [rawBody, url({ query: 'configured' })],
  }),
  // The action's id in the signed body.
  eventId: [bodyField('action.id')],
  eventType: [bodyField('action.type')],
  methods: ['HEAD'],
  handshakes: [{ name: 'head_probe', signed: false, when: [{ method: 'HEAD' }], answer: { status: 200 } }],
  deadlineSeconds: null,
  retries:
    '30, 60 and 120 seconds after a failure (https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/)',
  secret: {
    label: 'the Power-Up’s secret (OAuth 1.0)',
    pattern: '^[0-9a-f]{64}$',
    mistakes: [
      {
        pattern: '^[0-9a-f]{32}$',
        sentence: 'This is the API key; the secret, 64 digits, stands beside it in the Power-Up’s admin page.',
      },
      {
        pattern: '^ATTA',
        sentence: 'This is an API token; the secret stands beside the API key in the Power-Up’s admin page.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Store the secret from the Power-Up’s API key page with `inbox secret set`.',
    'Create the webhook through the API with the endpoint’s URL as callbackURL, exactly as shown: it is part of what is signed.',
  ],
  samples: [
    {
      eventType: 'updateCard',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":{"id":"{id}","idMemberCreator":"4fc78a59a885233f4b349bd9","data":{"board":{"name":"Trello Development","id":"4d5ea62fd76aa1136000000c"},"card":{"idShort":1458,"name":"Webhooks","id":"51a79e72dbb7e23c7c003778"}},"type":"updateCard","date":"{nowIso}"},"model":{"id":"4d5ea62fd76aa1136000000c","name":"Trello Development"}}',
    },
    {
      eventType: 'commentCard',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":{"id":"{id}","idMemberCreator":"4fc78a59a885233f4b349bd9","data":{"text":"On it","card":{"idShort":1458,"name":"Webhooks","id":"51a79e72dbb7e23c7c003778"}},"type":"commentCard","date":"{nowIso}"},"model":{"id":"4d5ea62fd76aa1136000000c","name":"Trello Development"}}',
    },
  ],
});
