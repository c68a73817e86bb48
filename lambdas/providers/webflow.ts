import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-webflow-timestamp');

export const webflow = defineProvider({
  name: 'webflow',
  displayName: 'Webflow',
  docs: 'https://developers.webflow.com/data/docs/working-with-webhooks',
  evidence: 'third-party',
  source: 'n8n-nodes-base@2.41.2 (npm) dist/nodes/Webflow/WebflowTriggerHelpers.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-webflow-signature'),
    timestamp,
    timestampUnit: 'ms',
    toleranceSeconds: 300,
    signedContent: [timestamp, ':', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('triggerType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Webflow’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'form_submission',
      contentType: 'application/json',
      id: '{random}',
      body: '{"triggerType":"form_submission","payload":{"name":"Contact","siteId":"65427cf400e02b306eaa049c","data":{"email":"ada@example.com"},"submittedAt":"{nowIso}","id":"{random}"}}',
    },
  ],
});
