import { header, headerParam, rawBody } from '../verification/parts.ts';
import { choose, hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('sanity-webhook-signature', 't');
const headers = { 'idempotency-key': '{id}', 'sanity-dataset': 'production', 'sanity-project-id': 'zp7mbokg' };

export const sanity = defineProvider({
  name: 'sanity',
  displayName: 'Sanity',
  docs: 'https://www.sanity.io/docs/webhooks',
  evidence: 'vendor-code',
  source: 'npm @sanity/webhook 4.0.4, dist/index.mjs',
  // The vendor's library refuses an empty body, whatever its signature.
  verification: choose({
    when: [{ part: rawBody, present: true }],
    scheme: hmac({
      hash: 'sha256',
      encoding: 'base64url',
      signature: headerParam('sanity-webhook-signature', 'v1'),
      timestamp,
      timestampUnit: 'ms',
      // That library checks no age, which lets anybody deliver again what he once saw.
      toleranceSeconds: 300,
      signedContent: [timestamp, '.', rawBody],
    }),
  }),
  // The same on retries, but not signed.
  eventId: [header('idempotency-key')],
  unsignedId: true,
  eventType: [header('sanity-operation')],
  deadlineSeconds: 30,
  retries:
    'twice, 30 seconds apart, on 429 and 5xx (https://www.sanity.io/docs/changelog/50ec6abf-fe0c-475b-ae72-314148860132)',
  secret: {
    label: 'the webhook’s secret, which you choose',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^sk[A-Za-z0-9]{60,}$',
        sentence: 'This is an API token; the secret is the one you entered with the webhook.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open API → Webhooks of the project in Sanity’s management and create a webhook with the endpoint’s URL and a secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'update',
      contentType: 'application/json',
      headers: { ...headers, 'sanity-operation': 'update', 'sanity-document-id': 'post-1' },
      id: '{random}',
      body: '{"_id":"post-1","_type":"post","_rev":"{random}","_updatedAt":"{nowIso}","title":"Hello"}',
    },
    {
      eventType: 'create',
      contentType: 'application/json',
      headers: { ...headers, 'sanity-operation': 'create', 'sanity-document-id': 'post-2' },
      id: '{random}',
      body: '{"_id":"post-2","_type":"post","_rev":"{random}","_createdAt":"{nowIso}","title":"Hello again"}',
    },
  ],
});
