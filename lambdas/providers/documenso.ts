import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const documenso = defineProvider({
  name: 'documenso',
  displayName: 'Documenso',
  docs: 'https://docs.documenso.com/developers/webhooks',
  evidence: 'vendor-docs',
  source: 'documenso/documenso apps/docs/content/docs/developers/webhooks/verification.mdx',
  verification: token(header('x-documenso-secret')),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Documenso’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'DOCUMENT_SIGNED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"DOCUMENT_SIGNED","payload":{"id":{digits},"title":"contract.pdf","status":"COMPLETED","createdAt":"{nowIso}"},"createdAt":"{nowIso}","webhookEndpoint":"https://example.com"}',
    },
  ],
});
