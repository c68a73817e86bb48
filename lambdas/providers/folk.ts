import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const folk = defineProvider({
  name: 'folk',
  displayName: 'folk',
  docs: 'https://developer.folk.app/webhooks/handle-deliveries',
  evidence: 'vendor-docs',
  source: 'https://developer.folk.app/webhooks/handle-deliveries',
  verification: standardWebhooks(),
  // The event’s id, signed; the body repeats it.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook secret',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in the API settings of folk’s workspace or through the API (POST /v1/webhooks).',
    'Store the webhook secret, which is shown only then, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'person.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'evt_{uuid}',
      body: '{"id":"{id}","type":"person.created","createdAt":"{nowIso}","source":"https://api.folk.app/v1/webhooks/wbk_2f15ec4f-0f70-4884-a43d-1f88ef7a6665","data":{"id":"per_05837e2d-9bf7-4f17-8729-e95f1be4de67","url":"https://api.folk.app/v1/people/per_05837e2d-9bf7-4f17-8729-e95f1be4de67"}}',
    },
  ],
});
