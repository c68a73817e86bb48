import { bodyField, header, rawBody } from '../verification/parts.ts';
import { choose, hmac, standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const creem = defineProvider({
  name: 'creem',
  displayName: 'Creem',
  docs: 'https://docs.creem.io/code/webhooks',
  evidence: 'vendor-code',
  source: 'npm creem 1.13.0, dist/esm/webhooks.js; of the older form many public receivers agree',
  // As the vendor’s library: all three headers make it a Standard Webhook, and an older signature beside them is not looked at.
  verification: choose(
    {
      when: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
        part: header(name),
        present: true,
      })),
      // One secret serves both forms: its text is the older one’s key, whsec_ and all.
      scheme: standardWebhooks({ secretFormat: 'whsec-forgiving' }),
    },
    {
      when: [],
      scheme: hmac({
        hash: 'sha256',
        encoding: 'hex',
        signature: header('creem-signature'),
        signedContent: [rawBody],
      }),
    },
  ),
  // The event’s own id in the body, the same in either form.
  eventId: [bodyField('id')],
  eventType: [bodyField('type'), bodyField('eventType')],
  deadlineSeconds: null,
  retries: 'after 30 seconds, 1 and 5 minutes and 1 hour (https://docs.creem.io/code/webhooks)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open the developers’ section of Creem’s dashboard and register the endpoint’s URL as a webhook.',
    'Store the webhook’s secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'checkout.completed',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","eventType":"checkout.completed","created_at":{nowMs},"object":{"id":"ch_{random}","object":"checkout","status":"completed"}}',
    },
    {
      eventType: 'subscription.paid',
      contentType: 'application/json',
      // They make it a Standard Webhook; what they hold is replaced when it is signed.
      headers: { 'webhook-id': 'msg_{random}', 'webhook-timestamp': '0', 'webhook-signature': 'v1,' },
      id: 'evt_{random}',
      body: '{"id":"{id}","eventType":"subscription.paid","created_at":{nowMs},"object":{"id":"sub_{random}","object":"subscription","status":"active"}}',
    },
  ],
});
