import { bodyField, headerNamedBy } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const instantly = defineProvider({
  name: 'instantly',
  displayName: 'Instantly',
  docs: 'https://developer.instantly.ai/webhook-events',
  evidence: 'vendor-docs',
  source: 'https://developer.instantly.ai/api-reference/webhook/patch-webhook',
  verification: token(headerNamedBy('headerName', { otherwise: 'authorization' })),
  // The payload has no id of the event (email_id is that of the email): the hash of the body stands in.
  eventId: [],
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
    label: 'the whole value of the header that deliveries carry',
    pattern: '^\\S[ -~]{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook through Instantly’s API (POST /api/v2/webhooks) with the endpoint’s URL and, in headers, one of your own with a random value.',
    'Store that value with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'email_sent',
      contentType: 'application/json',
      id: '{random}',
      body: '{"timestamp":"{nowIso}","event_type":"email_sent","workspace":"019cc043-b005-72ef-8501-678d8d4f9e28","campaign_id":"{uuid}","campaign_name":"Spring","lead_email":"ada@example.com","email_account":"sales@example.com","step":1,"variant":1,"is_first":true}',
    },
  ],
});
