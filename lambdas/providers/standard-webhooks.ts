import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks as scheme } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const standardWebhooks = defineProvider({
  name: 'standard-webhooks',
  displayName: 'Standard Webhooks',
  docs: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  evidence: 'vendor-code',
  source: 'standard-webhooks/standard-webhooks, spec/standard-webhooks.md and libraries/javascript',
  verification: scheme(),
  // webhook-id is signed, unique per event and the same over all attempts: the specification's idempotency key.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'advised: at 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h; by each sender',
  secret: {
    label: 'the signing secret (whsec_…) or the public key (whpk_…)',
    pattern: '^(?:whsec_|whpk_)?[A-Za-z0-9+/]{20,}={0,2}$',
    mistakes: [
      {
        pattern: '^whsk_',
        sentence: 'This is the sender’s private key; configure the public one, which begins with whpk_.',
      },
    ],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Add the endpoint’s URL where the sender asks for webhook endpoints.',
    'Store the signing secret that it shows (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'contact.created',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"contact.created","timestamp":"{nowIso}","data":{"id":"1f81eb52-5198-4599-803e-771906343485","type":"contact","name":"John Smith"}}',
    },
    {
      eventType: 'user.updated',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"user.updated","timestamp":"{nowIso}","data":{"id":"usr_2ZkSjLrcgq8iYhG1","email":"ada@example.com"}}',
    },
  ],
});
