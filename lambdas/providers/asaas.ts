import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const asaas = defineProvider({
  name: 'asaas',
  displayName: 'Asaas',
  docs: 'https://docs.asaas.com/docs/sobre-os-webhooks',
  evidence: 'vendor-docs',
  source: 'https://docs.asaas.com/docs/sobre-os-webhooks',
  verification: token(header('asaas-access-token')),
  // The event’s own id in the body, evt_…&….
  eventId: [bodyField('id')],
  eventType: [bodyField('event')],
  // https://docs.asaas.com/docs/error-408-read-timed-out
  deadlineSeconds: 10,
  retries:
    'after anything but 200 the same event again, its queue stopping after 15 failures in a row until it is reactivated; events are kept 14 days (https://docs.asaas.com/docs/sobre-os-webhooks)',
  secret: {
    label: 'the webhook’s authentication token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Integrações → Webhooks in Asaas and enter the endpoint’s URL and an authentication token.',
    'Store the same token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT_RECEIVED',
      contentType: 'application/json',
      id: 'evt_{random}&{digits}',
      body: '{"id":"{id}","event":"PAYMENT_RECEIVED","dateCreated":"2026-11-24 10:00:00","payment":{"object":"payment","id":"pay_1","value":25,"status":"RECEIVED"}}',
    },
  ],
});
