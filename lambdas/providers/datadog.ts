import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const datadog = defineProvider({
  name: 'datadog',
  displayName: 'Datadog',
  docs: 'https://docs.datadoghq.com/integrations/webhooks/',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/bespoke/token-auth-providers.ts',
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
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the token that deliveries carry',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Datadog’s settings.',
    'Store the token that deliveries carry with `inbox secret set`.',
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
