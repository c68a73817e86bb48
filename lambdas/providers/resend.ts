import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const resend = defineProvider({
  name: 'resend',
  displayName: 'Resend',
  docs: 'https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests',
  evidence: 'vendor-code',
  source: 'npm resend 6.38.0, dist/index.mjs',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // svix-id is signed and the same over all attempts at an event.
  eventId: [header('svix-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries: 'after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h (https://resend.com/docs/webhooks/retries-and-replays)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Webhooks in the Resend dashboard and add one with the endpoint’s URL.',
    'Copy the signing secret (whsec_…) from its page and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'email.delivered',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"email.delivered","created_at":"{nowIso}","data":{"email_id":"56761188-7520-42d8-8898-ff6fc54ce618","from":"Acme <onboarding@resend.dev>","to":["delivered@resend.dev"],"subject":"Sending this example"}}',
    },
    {
      eventType: 'email.bounced',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"type":"email.bounced","created_at":"{nowIso}","data":{"email_id":"56761188-7520-42d8-8898-ff6fc54ce618","from":"Acme <onboarding@resend.dev>","to":["nobody@example.com"],"subject":"Sending this example"}}',
    },
  ],
});
