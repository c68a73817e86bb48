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
  // The id is that of the job, not of the event: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Firecrawl’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'crawl.page',
      contentType: 'application/json',
      id: '{random}',
      body: '{"success":true,"type":"crawl.page","id":"{uuid}","data":[{"markdown":"# Hello","metadata":{"url":"https://example.com","statusCode":200}}],"metadata":{},"error":null}',
    },
  ],
});
