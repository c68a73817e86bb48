import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const tally = defineProvider({
  name: 'tally',
  displayName: 'Tally',
  docs: 'https://tally.so/help/webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('tally-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('eventId')],
  eventType: [bodyField('eventType')],
  deadlineSeconds: 10,
  retries:
    'after 5 minutes, 30 minutes, 1, 6 and 24 hours (https://developers.tally.so/api-reference/endpoint/webhooks/events/retry)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Publish the form, open its Integrations tab and connect to Webhooks with the endpoint’s URL.',
    'Add a signing secret: without one deliveries are not signed.',
    'Store the same secret with `inbox secret set`.',
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
