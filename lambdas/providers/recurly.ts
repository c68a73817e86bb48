import { bodyField, headerPosition, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerPosition('recurly-signature', 0, { separator: ',' });

export const recurly = defineProvider({
  name: 'recurly',
  displayName: 'Recurly',
  docs: 'https://docs.recurly.com/docs/overview-webhooks',
  evidence: 'vendor-code',
  source: 'recurly/recurly-client-ruby lib/recurly/webhooks.rb',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // A second follows it while the secret is replaced.
    signature: headerPosition('recurly-signature', 1, { separator: ',' }),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: [timestamp, '.', rawBody],
  }),
  // Nothing says that an id in the body is the notification’s: the hash of the body, which has the event’s time, stands in.
  eventId: [],
  eventType: [joined('.', bodyField('object_type'), bodyField('event_type'))],
  deadlineSeconds: 5,
  retries:
    'up to ten times with exponential backoff, until a 2xx comes (https://docs.recurly.com/docs/overview-webhooks)',
  secret: {
    label: 'the notification endpoint’s shared secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook endpoint in Recurly’s console with the endpoint’s URL, in the format JSON (XML is not signed), and choose its events.',
    'Store the endpoint’s secret with `inbox secret set`; while it is replaced, both secrets as a list.',
  ],
  samples: [
    {
      eventType: 'account.updated',
      contentType: 'application/json',
      id: '{random}',
      body: '{"id":"{id}","object_type":"account","uuid":"{random}","site_id":"{random}","event_type":"updated","event_time":"{nowIso}","account_code":"1"}',
    },
  ],
});
