import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const alchemy = defineProvider({
  name: 'alchemy',
  displayName: 'Alchemy',
  docs: 'https://docs.alchemy.com/reference/notify-api-quickstart',
  evidence: 'vendor-docs',
  source: 'alchemyplatform/docs fern/api-reference/data/webhooks/notify-api-quickstart.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-alchemy-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 5,
  retries:
    'up to 3, after 15 seconds, 1 minute and 10 minutes (https://docs.alchemy.com/reference/notify-api-quickstart); the deadline is in https://docs.alchemy.com/reference/notify-api-faq',
  secret: {
    label: 'the webhook’s signing key',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL on the Webhooks page of the Alchemy dashboard.',
    'Open the menu of that webhook (three dots) and copy its signing key.',
    'Store the webhook’s signing key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'ADDRESS_ACTIVITY',
      contentType: 'application/json',
      id: 'whevt_{random}',
      body: '{"webhookId":"wh_octjglnywaupz6th","id":"{id}","createdAt":"{nowIso}","type":"ADDRESS_ACTIVITY","event":{"network":"ETH_MAINNET","activity":[{"fromAddress":"0x503828976d22510aad0201ac7ec88293211d23da","toAddress":"0xbe3f4b43db5eb49d1f48f53443b9abce45da3b79","blockNum":"0xdf34a3","value":1.5,"asset":"ETH"}]}}',
    },
  ],
});
