import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const videoask = defineProvider({
  name: 'videoask',
  displayName: 'VideoAsk',
  docs: 'https://developers.videoask.com/reference/put_forms-form-id-webhooks-tag',
  evidence: 'third-party',
  source: 'NangoHQ/nango packages/server/lib/webhook/videoask-webhook-routing.ts',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event_type')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the value of the header that deliveries carry',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through VideoAsk’s API (PUT /forms/<form>/webhooks/<tag>), with the endpoint’s URL as url, the event_types, and a header of your choice under headers.',
    'Store the whole value of that header with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'form_response',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event_id":"{id}","event_type":"form_response","interaction_id":"i1","contact":{"name":"Ada","email":"ada@example.com","created_at":"{nowIso}"},"form":{"form_id":"f1","title":"Hello"}}',
    },
  ],
});
