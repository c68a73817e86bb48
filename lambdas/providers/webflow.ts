import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-webflow-timestamp');

export const webflow = defineProvider({
  name: 'webflow',
  displayName: 'Webflow',
  docs: 'https://developers.webflow.com/data/docs/working-with-webhooks',
  evidence: 'vendor-code',
  source: 'npm webflow-api 3.3.4, wrapper/WebhooksClient.js',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-webflow-signature'),
    timestamp,
    timestampUnit: 'ms',
    // Five minutes, in milliseconds (https://developers.webflow.com/data/v1.0.0/docs/verifying-webhook-signatures).
    toleranceSeconds: 300,
    signedContent: [timestamp, ':', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('triggerType')],
  deadlineSeconds: null,
  retries: '3 attempts at most (https://developers.webflow.com/home/changelog/2023/1/20)',
  secret: {
    label: 'the client secret of the app that created the webhook, or the secret key of the webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create the webhook through Webflow’s API with the endpoint’s URL: those made in a site’s dashboard are not signed.',
    'Store the app’s client secret, or the secret key that came with the webhook, with `inbox secret set`.',
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
