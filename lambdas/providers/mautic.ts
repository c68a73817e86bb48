import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mautic = defineProvider({
  name: 'mautic',
  displayName: 'Mautic',
  docs: 'https://docs.mautic.org/',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Mautic/MauticTriggerHelpers.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('webhook-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Mautic’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'mautic.lead_post_save_new',
      contentType: 'application/json',
      id: '{random}',
      body: '{"mautic.lead_post_save_new":[{"contact":{"id":{digits},"fields":{"core":{"email":{"value":"ada@example.com"}}}},"timestamp":"{nowIso}"}]}',
    },
  ],
});
