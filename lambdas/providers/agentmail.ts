import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const agentmail = defineProvider({
  name: 'agentmail',
  displayName: 'AgentMail',
  docs: 'https://docs.agentmail.to/webhook-verification',
  evidence: 'vendor-docs',
  source: 'agentmail-to/agentmail-docs fern/pages/webhooks/webhook-verification.mdx',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // The event’s own id in the body; the message’s id in the header is signed too, and the same for retries.
  eventId: [bodyField('event_id'), header('svix-id')],
  eventType: [bodyField('event_type')],
  deadlineSeconds: null,
  retries: 'with exponential backoff (agentmail-to/agentmail-skills agentmail/references/webhooks.md)',
  secret: {
    label: 'the webhook’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/]{24,}={0,2}$',
    mistakes: [{ pattern: '^am_', sentence: 'This is an API key; the webhook’s signing secret begins with whsec_.' }],
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL and its event types, in the AgentMail console or through the API.',
    'Copy the signing secret (whsec_…) from the console, or fetch the webhook’s details.',
    'Store the signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'message.received',
      contentType: 'application/json',
      headers: { 'svix-id': 'msg_{random}' },
      id: 'evt_{random}',
      body: '{"type":"event","event_type":"message.received","event_id":"{id}","message":{"inbox_id":"inbox_456def","thread_id":"thd_789ghi","message_id":"<abc123@agentmail.to>","labels":["received"],"timestamp":"{nowIso}","from":"Jane Doe <jane@example.com>","to":["Support Agent <support@agentmail.to>"],"subject":"Question about my account","text":"The full text body of the email.","size":2048},"thread":{"inbox_id":"inbox_456def","thread_id":"thd_789ghi","labels":["received"],"message_count":1}}',
    },
  ],
});
