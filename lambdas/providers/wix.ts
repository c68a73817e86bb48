import { decoded, jsonField, position, rawBody } from '../verification/parts.ts';
import { jwt } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

// The body is a token, its claim `data` the text of a JSON object, whose own `data` is the text of another: the event.
const claims = decoded(position(rawBody, 1, { separator: '.' }), 'base64url');
const envelope = jsonField(claims, 'data');
const event = jsonField(envelope, 'data');

const body = (eventType: string, data: object) =>
  JSON.stringify({
    data: JSON.stringify({
      data: JSON.stringify({ id: '{id}', ...data, eventTime: '{nowIso}', triggeredByAnonymizeRequest: false }),
      instanceId: '0a3c2b1e-6f0d-4e7b-9a55-2f1f7b0c9d11',
      eventType,
      identity: JSON.stringify({ identityType: 'WIX_USER', wixUserId: '{uuid}' }),
    }),
  });

export const wix = defineProvider({
  name: 'wix',
  displayName: 'Wix',
  docs: 'https://dev.wix.com/docs/rest/articles/getting-started/webhooks',
  evidence: 'vendor-code',
  source: 'npm @wix/sdk 1.21.16, build/auth/AppStrategy.js and build/event-handlers-modules.js',
  verification: jwt({ token: rawBody, algorithms: ['RS256'], key: 'spki', maxAgeSeconds: null }),
  // “Unique event ID. Allows clients to ignore duplicate webhooks.” (https://dev.wix.com/docs/rest, every event). Older events
  // have none: then the whole of what the token says, but for its times.
  eventId: [jsonField(event, 'id'), envelope],
  eventType: [jsonField(envelope, 'eventType')],
  caution: 'the payload is the token itself: the processor decodes its second part and parses data, then data.data',
  deadlineSeconds: 1.25,
  retries: 'for 48 hours (https://devforum.wix.com/en/article/about-webhooks)',
  secret: {
    label: 'the app’s public key (-----BEGIN PUBLIC KEY-----…)',
    pattern: '^(?:-----BEGIN PUBLIC KEY-----[^]+-----END PUBLIC KEY-----\\s*|[A-Za-z0-9+/]{100,}={0,2})$',
    mistakes: [
      {
        pattern: '^(?:IST\\.|[0-9a-f]{8}-[0-9a-f-]{27}$)',
        sentence:
          'This is an API key, an app id or an app secret; the public key is behind Get Public Key on the Webhooks page.',
      },
      {
        pattern: '^LS0tLS1CRUdJTi',
        sentence:
          'This is the public key encoded once more: store the decoded text, which begins with -----BEGIN PUBLIC KEY-----.',
      },
    ],
    local: { kind: 'keyPair' },
  },
  registration: [
    'Open the Webhooks page of the app’s dashboard, press Get Public Key, and store it, with its line breaks, with `inbox secret set`.',
    'Add a webhook for each event you need with the endpoint’s URL as callback URL.',
  ],
  samples: [
    {
      eventType: 'wix.ecom.v1.order_created',
      contentType: 'text/plain',
      id: '{uuid}',
      body: body('wix.ecom.v1.order_created', {
        entityFqdn: 'wix.ecom.v1.order',
        slug: 'created',
        entityId: '{uuid}',
        createdEvent: { entity: { number: '10042', currency: 'EUR', priceSummary: { total: { amount: '25.00' } } } },
      }),
    },
    {
      eventType: 'wix.contacts.v4.contact_updated',
      contentType: 'text/plain',
      id: '{uuid}',
      body: body('wix.contacts.v4.contact_updated', {
        entityFqdn: 'wix.contacts.v4.contact',
        slug: 'updated',
        entityId: '{uuid}',
        updatedEvent: { currentEntity: { revision: 3, primaryInfo: { email: 'ada@example.com' } } },
      }),
    },
  ],
});
