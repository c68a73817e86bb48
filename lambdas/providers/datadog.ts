import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const datadog = defineProvider({
  name: 'datadog',
  displayName: 'Datadog',
  docs: 'https://docs.datadoghq.com/integrations/webhooks/',
  evidence: 'vendor-docs',
  source: 'https://docs.datadoghq.com/integrations/webhooks/',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event_type')],
  settings: {
    headerName: {
      description: 'the header that carries the token, when it is not authorization',
      pattern: '[A-Za-z0-9-]{1,64}',
    },
  },
  caution:
    'the body is a template of your own: put "id": "$ID" and "event_type": "$EVENT_TYPE" into it, and the token into the custom headers',
  deadlineSeconds: 15,
  retries: 'after 5XX, and five times when no connection is made (https://docs.datadoghq.com/integrations/webhooks/)',
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open the Webhooks integration tile and enter a name and the endpoint’s URL, the payload, and a random token as Authorization in the custom headers.',
    'Name @webhook-<name> in the text of the monitors.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'metric_alert_monitor',
      contentType: 'application/json',
      id: '{digits}{digits}',
      body: '{"id":"{id}","event_type":"metric_alert_monitor","title":"[Triggered] CPU is high","date":"{nowMs}","alert_transition":"Triggered"}',
    },
  ],
});
