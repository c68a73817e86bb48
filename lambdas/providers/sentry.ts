import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const sentry = defineProvider({
  name: 'sentry',
  displayName: 'Sentry',
  docs: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
  evidence: 'vendor-code',
  source: 'getsentry/sentry, sentry_apps/models/sentry_app.py, build_signature',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('sentry-hook-signature'),
    // Sentry-Hook-Timestamp is sent but not signed, so it says nothing.
    signedContent: [rawBody],
  }),
  // The body has no id; the header’s is unsigned, the body’s fingerprint stands in the record beside it.
  eventId: [header('request-id')],
  unsignedId: true,
  eventType: [header('sentry-hook-resource')],
  deadlineSeconds: 1,
  retries: 'up to 3 times, 5 minutes apart (getsentry/sentry src/sentry/sentry_apps/tasks/sentry_apps.py)',
  secret: {
    label: 'the integration’s client secret',
    pattern: '^\\S{16,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Open Settings → Developer Settings → the integration and set the endpoint’s URL as its webhook URL.',
    'Choose the resources and store the client secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'issue',
      contentType: 'application/json',
      headers: { 'sentry-hook-resource': 'issue', 'sentry-hook-timestamp': '{now}', 'request-id': '{id}' },
      id: '{uuid}',
      body: '{"action":"created","installation":{"uuid":"7a485448-a9e2-4c85-8a3c-4f44175783c9"},"data":{"issue":{"id":"1170820242","title":"ReferenceError: blooopy is not defined","project":{"slug":"front-end"}}},"actor":{"type":"application","id":"sentry","name":"Sentry"}}',
    },
    {
      eventType: 'installation',
      contentType: 'application/json',
      headers: { 'sentry-hook-resource': 'installation', 'sentry-hook-timestamp': '{now}', 'request-id': '{id}' },
      id: '{uuid}',
      body: '{"action":"created","installation":{"uuid":"7a485448-a9e2-4c85-8a3c-4f44175783c9"},"data":{"installation":{"app":{"slug":"my-integration"},"status":"pending"}},"actor":{"type":"user","id":1,"name":"Ada"}}',
    },
  ],
});
