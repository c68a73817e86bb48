import { header, sortedFormFields, url } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mandrill = defineProvider({
  name: 'mandrill',
  displayName: 'Mailchimp Transactional (Mandrill)',
  docs: 'https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/',
  evidence: 'third-party',
  source: 'five independent receivers, among them https://gist.github.com/joost/6460736',
  verification: hmac({
    hash: 'sha1',
    encoding: 'base64',
    signature: header('x-mandrill-signature'),
    signedContent: [url({ query: 'configured' }), sortedFormFields],
  }),
  // A delivery has no id; each event in it has one, which is that of the message, so its bytes tell events apart.
  eventId: [],
  eventType: [],
  batch: { formField: 'mandrill_events', items: '', eventId: ['_id'], eventType: ['event', 'type'], bodyInKey: true },
  methods: ['HEAD'],
  handshakes: [{ name: 'head_probe', signed: false, when: [{ method: 'HEAD' }], answer: { status: 200 } }],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s key',
    pattern: '^[A-Za-z0-9_-]{16,}$',
    mistakes: [
      {
        pattern: '^test-webhook$',
        sentence:
          'This is the key of the test that everybody knows; the webhook’s own key is shown in the list of webhooks.',
      },
      { pattern: '^md-', sentence: 'This is an API key; the webhook’s key is shown in the list of webhooks.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 11 },
  },
  registration: [
    'Open Settings → Webhooks in Mandrill and add the endpoint’s URL, exactly as shown: it is part of what is signed.',
    'Store the webhook’s key, shown in the list, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'send',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'user-agent': 'Mandrill-Webhook/1.0' },
      id: '{random}',
      body: 'mandrill_events=%5B%7B%22event%22%3A%22send%22%2C%22msg%22%3A%7B%22ts%22%3A{now}%2C%22subject%22%3A%22Hello%22%2C%22email%22%3A%22ada%40example.com%22%2C%22state%22%3A%22sent%22%2C%22_id%22%3A%22{id}%22%7D%2C%22_id%22%3A%22{id}%22%2C%22ts%22%3A{now}%7D%5D',
    },
    {
      eventType: 'hard_bounce',
      contentType: 'application/x-www-form-urlencoded',
      headers: { 'user-agent': 'Mandrill-Webhook/1.0' },
      id: '{random}',
      body: 'mandrill_events=%5B%7B%22event%22%3A%22hard_bounce%22%2C%22msg%22%3A%7B%22ts%22%3A{now}%2C%22email%22%3A%22nobody%40example.com%22%2C%22state%22%3A%22bounced%22%2C%22bounce_description%22%3A%22bad_mailbox%22%2C%22_id%22%3A%22{id}%22%7D%2C%22_id%22%3A%22{id}%22%2C%22ts%22%3A{now}%7D%5D',
    },
  ],
});
