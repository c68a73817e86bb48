import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const firecrawl = defineProvider({
  name: 'firecrawl',
  displayName: 'Firecrawl',
  docs: 'https://docs.firecrawl.dev/webhooks/security',
  evidence: 'vendor-docs',
  source: 'firecrawl/firecrawl-docs webhooks/security.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-firecrawl-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody],
  }),
  // `id` is that of the job; webhookId is documented to be one delivery's, the same over retries.
  eventId: [bodyField('webhookId')],
  eventType: [bodyField('type')],
  deadlineSeconds: 10,
  retries: '3, after 1, 5 and 15 minutes (https://docs.firecrawl.dev/webhooks/overview)',
  secret: {
    label: 'the account’s webhook secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Name the endpoint’s URL as the webhook of each crawl or other job that you start through the API.',
    'Find the webhook secret in the account settings, under Advanced.',
    'Store the webhook secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'crawl.page',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"success":true,"type":"crawl.page","id":"{uuid}","webhookId":"{id}","data":[{"markdown":"# Hello","metadata":{"url":"https://example.com","statusCode":200}}],"metadata":{},"error":null}',
    },
  ],
});
