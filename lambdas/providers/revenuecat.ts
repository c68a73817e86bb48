import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const revenuecat = defineProvider({
  name: 'revenuecat',
  displayName: 'RevenueCat',
  docs: 'https://www.revenuecat.com/docs/integrations/webhooks',
  evidence: 'third-party',
  source: 'simstudioai/sim apps/sim/lib/webhooks/providers/revenuecat.ts',
  verification: token(header('authorization')),
  // The event’s own id in the body.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the authorization header value, as entered in RevenueCat',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in RevenueCat’s settings.',
    'Store the authorization header value with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'INITIAL_PURCHASE',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"api_version":"1.0","event":{"id":"{id}","type":"INITIAL_PURCHASE","app_user_id":"1234567890","product_id":"monthly","event_timestamp_ms":{nowMs},"environment":"PRODUCTION","store":"APP_STORE"}}',
    },
  ],
});
