import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const shiphero = defineProvider({
  name: 'shiphero',
  displayName: 'ShipHero',
  docs: 'https://developer.shiphero.com/webhooks',
  evidence: 'third-party',
  source: 'https://www.skills.sh/hookdeck/webhook-skills/shiphero-webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('x-shiphero-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // A header that is not signed.
  eventId: [header('x-shiphero-message-id')],
  unsignedId: true,
  eventType: [bodyField('webhook_type')],
  caution: 'the Generate Label Webhook waits for a label in the answer, which the inbox does not give',
  answers: [
    {
      when: [],
      answer: { status: 200, contentType: 'application/json', body: '{"code":"200","Status":"Success"}' },
    },
  ],
  deadlineSeconds: 10,
  retries: '5 per trigger (https://developer.shiphero.com/webhooks)',
  secret: {
    label: 'the app’s shared_signature_secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Register the endpoint’s URL with the webhook_create mutation of ShipHero’s API.',
    'Store the shared_signature_secret of the answer, which is shown only once, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'Inventory Update',
      contentType: 'application/json',
      headers: { 'x-shiphero-message-id': '{id}' },
      id: '{uuid}',
      body: '{"account_id":4,"account_uuid":"QWNjb3VudDo0","webhook_type":"Inventory Update","inventory":[{"sku":"s1","inventory":{digits},"backorder_quantity":0,"on_hand":{digits},"virtual":false}]}',
    },
  ],
});
