import {
  bodyField,
  decoded,
  header,
  jsonField,
  position,
  query,
  rawBody,
  secretText,
  setting,
  url,
} from '../verification/parts.ts';
import { publicKey } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// The header is JSON in base64: alg, kid, signature, digest.
const inHeader = (name: string) => jsonField(decoded(header('x-ebay-signature'), 'base64'), name);
const host = ['https://api.', setting('environment', { otherwise: 'ebay' }), '.com'];

const headers = {
  'x-ebay-signature': Buffer.from(JSON.stringify({ alg: 'ecdsa', kid: 'inbox', digest: 'SHA1' })).toString('base64'),
};

export const ebay = defineProvider({
  name: 'ebay',
  displayName: 'eBay',
  docs: 'https://developer.ebay.com/api-docs/commerce/notification/overview.html',
  evidence: 'vendor-code',
  source: 'npm event-notification-nodejs-sdk 1.0.3, lib/validator.js and lib/client.js',
  verification: publicKey({
    algorithm: 'ecdsa-sha1',
    encoding: 'base64',
    keyFormat: {
      kind: 'grantedKeyApi',
      tokenUrl: [...host, '/identity/v1/oauth2/token'],
      scope: 'https://api.ebay.com/oauth/api_scope',
      url: [...host, '/commerce/notification/v1/public_key/'],
      keyId: inHeader('kid'),
      keyIdPattern: '[A-Za-z0-9-]{1,64}',
      pem: 'key',
    },
    signature: inHeader('signature'),
    signedContent: [rawBody],
  }),
  // The notification's id; publishAttemptCount beside it changes with each attempt.
  eventId: [bodyField('notification.notificationId')],
  eventType: [bodyField('metadata.topic')],
  methods: ['GET'],
  handshakes: [
    {
      name: 'challenge',
      signed: false,
      when: [{ method: 'GET' }, { part: query('challenge_code'), present: true }],
      answer: {
        status: 200,
        body: {
          json: {
            challengeResponse: {
              echo: query('challenge_code'),
              pattern: '[A-Za-z0-9_-]{1,256}',
              hash: 'sha256',
              encoding: 'hex',
              followedBy: [position(secretText, 2, { separator: ':' }), url({ query: 'configured' })],
            },
          },
        },
      },
    },
  ],
  settings: {
    environment: {
      description: 'ebay or sandbox.ebay, whose keys count; ebay when it is left out',
      pattern: 'ebay|sandbox\\.ebay',
    },
  },
  caution:
    'the same key signs for every application, and neither the endpoint nor the application is signed: look whom an event is about before you act on it',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'App ID, Cert ID and verification token, as App-ID:Cert-ID:token; the first two ask for the keys',
    pattern: '^[A-Za-z0-9_-]+:[A-Za-z0-9_-]+:[A-Za-z0-9_-]{32,80}$',
    mistakes: [
      { pattern: '^v\\^1\\.1#', sentence: 'This is an access token; App ID and Cert ID stand under Application Keys.' },
      {
        pattern: '^[^:]+$',
        sentence: 'This is one of three: App ID, Cert ID and verification token are needed, with colons between.',
      },
    ],
    local: {
      kind: 'text',
      prefix: 'Example-Inbox-PRD-1a2b3c4d5-6e7f8a9b:PRD-0c1d2e3f4a5b-6c7d:',
      encoding: 'hex',
      bytes: 24,
    },
  },
  registration: [
    'Choose a verification token of 32 to 80 letters, digits, _ and -, and store App-ID:Cert-ID:token, the first two from Application Keys, with `inbox secret set`.',
    'Open Alerts & Notifications in the developer portal (or create a destination through the Notification API) and enter the endpoint’s URL and the same token: the inbox answers the challenge.',
    'For the sandbox, set environment: "sandbox.ebay" in the endpoint’s settings in bin/webhooks.ts.',
  ],
  samples: [
    {
      eventType: 'MARKETPLACE_ACCOUNT_DELETION',
      contentType: 'application/json',
      headers,
      id: '{uuid}_{uuid}',
      body: '{"metadata":{"topic":"MARKETPLACE_ACCOUNT_DELETION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"{id}","eventDate":"{nowIso}","publishDate":"{nowIso}","publishAttemptCount":1,"data":{"username":"test_user","userId":"ma8vp1jySJC","eiasToken":"nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ=="}}}',
    },
  ],
});
