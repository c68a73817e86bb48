import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const tally = defineProvider({
  name: 'tally',
  displayName: 'Tally',
  docs: 'https://tally.so/help/webhooks',
  evidence: 'third-party',
  source: 'Rust crate webhook-verify, Provider enum docs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('tally-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('eventId')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Tally’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'FORM_RESPONSE',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"eventId":"{id}","eventType":"FORM_RESPONSE","createdAt":"{nowIso}","data":{"responseId":"2wgx4n","formId":"VwbNEw","formName":"Contact","fields":[{"key":"question_1","label":"Name","type":"INPUT_TEXT","value":"Ada"}]}}',
    },
  ],
});
