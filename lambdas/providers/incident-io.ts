import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const incidentIo = defineProvider({
  name: 'incident-io',
  displayName: 'incident.io',
  docs: 'https://docs.incident.io/api-reference/webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.incident.io/api-reference/webhooks',
  verification: standardWebhooks(),
  // Signed, and the same over all attempts.
  eventId: [header('webhook-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: 'with exponential backoff for 24 hours (https://docs.incident.io/api-reference/webhooks)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^(?:whsec_)?[A-Za-z0-9+/]{24,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks and add an endpoint with the URL.',
    'Choose the event types.',
    'Store the endpoint’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'public_incident.incident_created_v2',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: '{random}',
      body: '{"event_type":"public_incident.incident_created_v2","public_incident.incident_created_v2":{"id":"01{random}","name":"Database down","created_at":"{nowIso}"}}',
    },
  ],
});
