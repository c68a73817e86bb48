import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const documenso = defineProvider({
  name: 'documenso',
  displayName: 'Documenso',
  docs: 'https://docs.documenso.com/docs/developers/webhooks',
  evidence: 'vendor-docs',
  source: 'documenso/documenso apps/docs/content/docs/developers/webhooks/verification.mdx',
  verification: token(header('x-documenso-secret')),
  // The documentation names no id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('event')],
  caution: 'an automatic retry has a new createdAt and so counts as another event',
  deadlineSeconds: 10,
  retries:
    'self-hosted: 3 to 5 attempts in all, by the background-job provider (documenso/documenso apps/docs/content/docs/developers/webhooks/setup.mdx)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Team settings → Webhooks and create a webhook with the endpoint’s URL and a secret.',
    'Store the webhook’s secret with `inbox secret set`.',
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
