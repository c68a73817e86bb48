import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const asaas = defineProvider({
  name: 'asaas',
  displayName: 'Asaas',
  docs: 'https://docs.asaas.com/docs/about-webhooks',
  evidence: 'third-party',
  source: 'public receivers',
  verification: token(header('asaas-access-token')),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s authentication token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Asaas’s settings.',
    'Store the webhook’s authentication token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'PAYMENT_RECEIVED',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","event":"PAYMENT_RECEIVED","dateCreated":"2026-11-24 10:00:00","payment":{"object":"payment","id":"pay_1","value":25,"status":"RECEIVED"}}',
    },
  ],
});
