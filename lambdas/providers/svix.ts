import { bodyField, firstOf, header } from '../verification/parts.ts';
import { choose, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const svix = defineProvider({
  name: 'svix',
  displayName: 'Svix',
  docs: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
  evidence: 'vendor-code',
  source: 'npm svix 2.5.0, src/webhook.ts',
  // Senders may use the unbranded names; one svix header is enough to demand the whole family.
  verification: choose(
    {
      when: [{ part: firstOf(header('svix-signature'), header('svix-id'), header('svix-timestamp')), present: true }],
      scheme: standardWebhooks({ headerPrefix: 'svix' }),
    },
    { when: [], scheme: standardWebhooks() },
  ),
  // Signed, and the same over all attempts.
  eventId: [header('svix-id'), header('webhook-id')],
  eventType: [bodyField('type'), bodyField('event_type'), bodyField('eventType')],
  deadlineSeconds: 15,
  retries: 'after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10 and 10 hours (https://docs.svix.com/retries)',
  secret: {
    label: 'the endpoint’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/]{32,}={0,2}$',
    mistakes: [
      {
        pattern: '^(?:testsk|sk)_',
        sentence: 'This is an API key; the signing secret (whsec_…) stands with the endpoint.',
      },
    ],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Add the endpoint’s URL in the sender’s Svix portal.',
    'Store its signing secret (whsec_…) with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.paid',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"invoice.paid","timestamp":"{nowIso}","data":{"id":"inv_1","amount":2500,"currency":"eur"}}',
    },
    {
      eventType: 'user.created',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"user.created","timestamp":"{nowIso}","data":{"id":"user_1","email":"ada@example.com"}}',
    },
  ],
});
