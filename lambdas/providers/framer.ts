import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const framer = defineProvider({
  name: 'framer',
  displayName: 'Framer',
  docs: null,
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts and public receivers that agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('framer-signature', { prefix: 'sha256=' }),
    signedContent: [rawBody, header('framer-webhook-submission-id')],
  }),
  // Signed; the submission’s own id.
  eventId: [header('framer-webhook-submission-id')],
  // Every delivery is a submission of the form.
  eventType: [],
  deadlineSeconds: null,
  retries: 'up to 5 times (https://www.framer.com/help/articles/framer-form-webhook-setup)',
  secret: {
    label: 'the form webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the form in Framer, send it to a webhook with the endpoint’s URL, and set a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'submission',
      contentType: 'application/json',
      headers: { 'framer-webhook-submission-id': '{id}' },
      id: '{uuid}',
      body: '{"Name":"Ada Lovelace","Email":"ada@example.com","Message":"Hello"}',
    },
  ],
});
