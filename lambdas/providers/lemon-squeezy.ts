import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const lemonSqueezy = defineProvider({
  name: 'lemon-squeezy',
  displayName: 'Lemon Squeezy',
  docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
  evidence: 'vendor-code',
  source: 'lmsqueezy/laravel src/Http/Middleware/VerifyWebhookSignature.php',
  verification: hmac({ hash: 'sha256', encoding: 'hex', signature: header('x-signature'), signedContent: [rawBody] }),
  // A delivery has no id, and data.id names the object: the hash of the body stands in.
  eventId: [],
  // In the signed body; the header x-event-name repeats it unsigned.
  eventType: [bodyField('meta.event_name')],
  deadlineSeconds: null,
  retries:
    'up to three more times, for instance after 5, 25 and 125 seconds, until the answer is 200 (https://docs.lemonsqueezy.com/help/webhooks/webhook-requests)',
  secret: {
    label: 'the webhook’s signing secret, which you choose',
    pattern: '^\\S{6,40}$',
    mistakes: [
      { pattern: '^eyJ', sentence: 'This is an API key; the signing secret is the one you entered with the webhook.' },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 16 },
  },
  registration: [
    'Open Settings → Webhooks in Lemon Squeezy and add the endpoint’s URL with a signing secret of 6 to 40 characters.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'order_created',
      contentType: 'application/json',
      headers: { 'x-event-name': 'order_created' },
      id: '{digits}',
      body: '{"meta":{"test_mode":true,"event_name":"order_created","custom_data":{"customer":"25"}},"data":{"type":"orders","id":"{id}","attributes":{"store_id":1,"identifier":"{uuid}","user_name":"Ada Lovelace","user_email":"ada@example.com","currency":"USD","total":999,"status":"paid","created_at":"{nowIso}"}}}',
    },
    {
      eventType: 'subscription_updated',
      contentType: 'application/json',
      headers: { 'x-event-name': 'subscription_updated' },
      id: '{digits}',
      body: '{"meta":{"test_mode":true,"event_name":"subscription_updated"},"data":{"type":"subscriptions","id":"{id}","attributes":{"store_id":1,"status":"active","user_email":"ada@example.com","renews_at":"{nowIso}","updated_at":"{nowIso}"}}}',
    },
  ],
});
