import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const linear = defineProvider({
  name: 'linear',
  displayName: 'Linear',
  docs: 'https://linear.app/developers/webhooks',
  evidence: 'vendor-code',
  source: 'npm @linear/sdk 98.0.0, LinearWebhookClient',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('linear-signature'),
    // In the signed body; the header linear-timestamp repeats it unsigned.
    timestamp: bodyField('webhookTimestamp'),
    timestampUnit: 'ms',
    toleranceSeconds: 60,
    signedContent: [rawBody],
  }),
  // Names the delivery, the same over its retries. It is not signed, but the signed timestamp, new with each attempt, bounds replays.
  eventId: [header('linear-delivery')],
  eventType: [bodyField('type')],
  deadlineSeconds: 5,
  retries: 'after a minute, an hour and six hours (https://linear.app/developers/webhooks)',
  secret: {
    label: 'the webhook’s signing secret (lin_wh_…)',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^lin_(?:api|oauth)_',
        sentence: 'This is an API key; the signing secret (lin_wh_…) is shown with the webhook.',
      },
    ],
    local: { kind: 'text', prefix: 'lin_wh_', encoding: 'hex', bytes: 20 },
  },
  registration: [
    'Open Settings → API in Linear and create a webhook with the endpoint’s URL.',
    'Store its signing secret (lin_wh_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Issue',
      contentType: 'application/json; charset=utf-8',
      headers: { 'linear-delivery': '{id}', 'linear-event': 'Issue' },
      id: '{uuid}',
      body: '{"action":"create","actor":{"id":"b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba","type":"user","name":"Ada Lovelace"},"createdAt":"{nowIso}","data":{"id":"2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9","title":"The printer is on fire","priority":1},"type":"Issue","organizationId":"dc844923-f9a4-40a3-825c-dea7747e57e0","webhookTimestamp":{nowMs},"webhookId":"000042e3-d123-4980-b49f-8e140eef9329"}',
    },
    {
      eventType: 'Comment',
      contentType: 'application/json; charset=utf-8',
      headers: { 'linear-delivery': '{id}', 'linear-event': 'Comment' },
      id: '{uuid}',
      body: '{"action":"create","actor":{"id":"b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba","type":"user","name":"Ada Lovelace"},"createdAt":"{nowIso}","data":{"id":"c4d7b8e2-4b7e-4a0f-9f2e-7a3c1d2e3f40","body":"On it","issueId":"2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9"},"type":"Comment","organizationId":"dc844923-f9a4-40a3-825c-dea7747e57e0","webhookTimestamp":{nowMs},"webhookId":"000042e3-d123-4980-b49f-8e140eef9329"}',
    },
  ],
});
