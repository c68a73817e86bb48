import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const taiga = defineProvider({
  name: 'taiga',
  displayName: 'Taiga',
  docs: 'https://docs.taiga.io/webhooks.html',
  evidence: 'vendor-code',
  source: 'taigaio/taiga-back taiga/webhooks/tasks.py',
  verification: hmac({
    hash: 'sha1',
    encoding: 'hex',
    signature: header('x-taiga-webhook-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('type'), bodyField('action'))],
  deadlineSeconds: null,
  retries: 'none of its own accord (taigaio/taiga-back taiga/webhooks/tasks.py)',
  secret: {
    label: 'the webhook’s secret key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a webhook with the endpoint’s URL and a secret key in the project’s settings in Taiga.',
    'Store the same secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'issue.create',
      contentType: 'application/json',
      id: '{random}',
      body: '{"action":"create","type":"issue","by":{"id":6,"full_name":"Ada"},"date":"{nowIso}","data":{"id":{digits},"subject":"Broken"}}',
    },
  ],
});
