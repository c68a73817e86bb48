import { header, query, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const dropbox = defineProvider({
  name: 'dropbox',
  displayName: 'Dropbox',
  docs: 'https://www.dropbox.com/developers/reference/webhooks',
  evidence: 'vendor-code',
  source: 'dropbox/mdwebhook, app.py',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-dropbox-signature'),
    signedContent: [rawBody],
  }),
  // A delivery lists accounts with changes and has neither id nor time, so a later one may have the same bytes.
  eventId: [],
  eventType: [],
  caution:
    'two deliveries with the same bytes are one event for 45 days, and the list of accounts repeats: ask Dropbox for changes by a schedule too',
  methods: ['GET'],
  handshakes: [
    {
      name: 'challenge',
      signed: false,
      when: [{ method: 'GET' }],
      answer: { status: 200, body: { echo: query('challenge'), pattern: '[\\s\\S]{1,1024}' } },
    },
  ],
  deadlineSeconds: 10,
  retries: null,
  secret: {
    label: 'the app’s secret',
    pattern: '^[A-Za-z0-9_-]{8,}$',
    mistakes: [
      { pattern: '^sl\\.', sentence: 'This is an access token; the app secret stands in the app’s settings.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 8 },
  },
  registration: [
    'Store the app secret, from the App Console, with `inbox secret set`.',
    'Add the endpoint’s URL under Webhooks in the app’s settings: Dropbox checks it at once.',
  ],
  samples: [
    {
      eventType: 'list_folder',
      contentType: 'application/json',
      id: 'dbid:{random}',
      body: '{"list_folder": {"accounts": ["{id}"]}, "delta": {"users": [{digits}]}}',
    },
  ],
});
