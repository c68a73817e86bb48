import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const revenuecat = defineProvider({
  name: 'revenuecat',
  displayName: 'RevenueCat',
  docs: 'https://www.revenuecat.com/docs/integrations/webhooks',
  evidence: 'vendor-docs',
  source: 'RevenueCat/revenuecat-docs docs_source/Integrations & Events/webhooks.md',
  verification: token(header('authorization')),
  // The event’s own id in the body, the same over retries.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.type')],
  deadlineSeconds: 60,
  retries:
    'up to 5 times, after 5, 10, 20, 40 and 80 minutes (RevenueCat/revenuecat-docs docs_source/Integrations & Events/webhooks.md)',
  secret: {
    label: 'the authorization header value, as entered in RevenueCat',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Press “+ New” under the project’s Integrations, choose Webhooks, and enter the endpoint’s URL and an authorization header.',
    'Store the same header value with `inbox secret set`.',
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
