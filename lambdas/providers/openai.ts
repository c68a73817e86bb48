import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const openai = defineProvider({
  name: 'openai',
  displayName: 'OpenAI',
  docs: 'https://platform.openai.com/docs/guides/webhooks',
  evidence: 'vendor-code',
  source: 'npm openai 7.57.0, lib/webhook-signature.mjs',
  verification: standardWebhooks({ headerPrefix: 'webhook' }),
  // webhook-id is signed and the same over all attempts at an event.
  eventId: [header('webhook-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the endpoint’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks of the project and create an endpoint with the URL.',
    'Copy the signing secret, which is shown once, and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'response.completed',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'wh_{random}',
      body: '{"object":"event","id":"evt_685343a1381c819085d44c354e1b330e","type":"response.completed","created_at":{now},"data":{"id":"resp_abc123"}}',
    },
    {
      eventType: 'batch.completed',
      contentType: 'application/json',
      headers: { 'webhook-id': '{id}' },
      id: 'wh_{random}',
      body: '{"object":"event","id":"evt_685343a1381c819085d44c354e1b330e","type":"batch.completed","created_at":{now},"data":{"id":"batch_abc123"}}',
    },
  ],
});
