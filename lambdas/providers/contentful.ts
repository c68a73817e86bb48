import { header, listedHeaders, method, pathAndQuery, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const headers = {
  'x-contentful-webhook-name': 'Inbox',
  'x-contentful-signed-headers':
    'content-type,x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic,x-contentful-webhook-name',
  'x-contentful-idempotency-key': '{id}',
};

export const contentful = defineProvider({
  name: 'contentful',
  displayName: 'Contentful',
  docs: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
  evidence: 'vendor-code',
  source: 'npm @contentful/node-apps-toolkit 3.16.1, lib/requests',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-contentful-signature'),
    timestamp: header('x-contentful-timestamp'),
    timestampUnit: 'ms',
    toleranceSeconds: 30,
    exclusive: true,
    signedContent: [
      method,
      '\n',
      pathAndQuery({ encodedQuery: true }),
      '\n',
      listedHeaders(header('x-contentful-signed-headers'), {
        separator: ',',
        needed: ['x-contentful-timestamp', 'x-contentful-signed-headers'],
        assign: ':',
        joinedBy: ';',
        order: 'sorted',
      }),
      '\n',
      rawBody,
    ],
  }),
  // The same on retries; signed only when the list of signed headers names it.
  eventId: [header('x-contentful-idempotency-key')],
  unsignedId: true,
  eventType: [header('x-contentful-topic')],
  deadlineSeconds: 30,
  retries:
    'by default up to twice, 30 seconds apart; a space can have its own policy of up to 99 (https://www.contentful.com/developers/docs/webhooks/retry-policy/)',
  secret: {
    label: 'the space’s signing secret, 64 characters',
    pattern: '^[A-Za-z0-9_+/=-]{64}$',
    mistakes: [
      {
        pattern: '^CFPAT-',
        sentence: 'This is a personal access token; the signing secret is made under Settings → Webhooks → Settings.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Settings → Webhooks → Settings in the space and enable request verification, which shows the signing secret once.',
    'Store it with `inbox secret set`.',
    'Add a webhook with the endpoint’s URL and the topics you need.',
  ],
  samples: [
    {
      eventType: 'ContentManagement.Entry.publish',
      contentType: 'application/vnd.contentful.management.v1+json',
      headers: { ...headers, 'x-contentful-topic': 'ContentManagement.Entry.publish' },
      id: '{random}{random}',
      body: '{"sys":{"type":"Entry","id":"7BslKh9TdKGOK41VmLDjFZ","version":3,"publishedAt":"{nowIso}","contentType":{"sys":{"type":"Link","linkType":"ContentType","id":"post"}}},"fields":{"title":{"en-US":"Hello"}}}',
    },
    {
      eventType: 'ContentManagement.Asset.delete',
      contentType: 'application/vnd.contentful.management.v1+json',
      headers: { ...headers, 'x-contentful-topic': 'ContentManagement.Asset.delete' },
      id: '{random}{random}',
      body: '{"sys":{"type":"DeletedAsset","id":"4mJOqrfVEQWCs8iIYU4qkG","version":2,"deletedAt":"{nowIso}"}}',
    },
  ],
});
