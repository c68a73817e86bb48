import { formField, pairs, query, setting } from '../verification/parts.ts';
import { anyOf, choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const payload = formField('bt_payload');

export const braintree = defineProvider({
  name: 'braintree',
  displayName: 'Braintree',
  docs: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
  evidence: 'vendor-code',
  source: 'braintree/braintree_node lib/braintree/webhook_notification_gateway.js',
  verification: choose({
    // The challenge below is signed with the same key, and no challenge is as long as a payload.
    when: [{ part: payload, matches: '[\\s\\S]{33,}' }],
    scheme: hmac({
      hash: 'sha1',
      encoding: 'hex',
      secretFormat: 'sha1',
      signature: pairs(formField('bt_signature'), { separator: '&', between: '|' }),
      signedContent: anyOf([payload], [payload, '\n']),
      bodyNotCovered: 'bt_payload is signed, other fields are not',
    }),
  }),
  // No delivery has an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  methods: ['GET'],
  handshakes: [
    {
      name: 'bt_challenge',
      signed: false,
      when: [{ method: 'GET' }, { part: query('bt_challenge'), present: true }],
      answer: {
        status: 200,
        body: {
          text: [
            { echo: setting('publicKey'), pattern: '[a-z0-9]{8,64}' },
            '|',
            {
              hmac: {
                hash: 'sha1',
                encoding: 'hex',
                secretFormat: 'sha1',
                of: query('bt_challenge'),
                pattern: '[a-f0-9]{20,32}',
              },
            },
          ],
        },
      },
    },
  ],
  settings: {
    publicKey: {
      description: 'the public key of the API keys, which the challenge is answered with',
      pattern: '[a-z0-9]{8,64}',
    },
  },
  deadlineSeconds: 30,
  retries:
    'every hour for up to 24 hours (3 in the sandbox) until 2xx comes within 30 seconds (https://developer.paypal.com/braintree/docs/guides/webhooks/parse)',
  secret: {
    label: 'the private key of the API keys',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Braintree’s settings.',
    'Store the private key of the API keys with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'check',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      // XML in base64; what is random stands in a comment of it.
      body: 'bt_signature={signature}&bt_payload=PG5vdGlmaWNhdGlvbj48a2luZD5jaGVjazwva2luZD48dGltZXN0YW1wIHR5cGU9ImRhdGV0aW1lIj4yMDI2LTEwLTA1VDEyOjAwOjAwWjwvdGltZXN0YW1wPjxzdWJqZWN0PjxjaGVjayB0eXBlPSJib29sZWFuIj50cnVlPC9jaGVjaz48L3N1YmplY3Q%2BCgo8IS0t{random}LS0%2BPC9ub3RpZmljYXRpb24%2B',
    },
  ],
});
