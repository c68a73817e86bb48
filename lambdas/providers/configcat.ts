import { header, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('x-configcat-webhook-timestamp');

export const configcat = defineProvider({
  name: 'configcat',
  displayName: 'ConfigCat',
  docs: 'https://configcat.com/docs/advanced/notifications-webhooks',
  evidence: 'vendor-docs',
  source: 'configcat/docs website/docs/advanced/notifications-webhooks.mdx',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // Two while both of the webhook’s signing keys are in use.
    signature: headerList('x-configcat-webhook-signature-v1', { separator: ',', prefix: '' }),
    timestamp,
    // The documentation leaves the window to the receiver.
    toleranceSeconds: null,
    signedContent: [header('x-configcat-webhook-id'), timestamp, rawBody],
  }),
  // Signed, another for every request. The body is what you wrote, often the same for two changes, so that its hash would not tell them apart.
  eventId: [header('x-configcat-webhook-id')],
  eventType: [],
  caution:
    'ConfigCat does not say whether a retry repeats the id of its request: a processor must bear the same change twice.',
  deadlineSeconds: null,
  retries:
    'up to 5 times, with variable delays, on network errors and answers other than 2xx (configcat/docs website/docs/advanced/notifications-webhooks.mdx)',
  secret: {
    label: 'the webhook’s signing key (configcat_whsk_…)',
    pattern: '^configcat_whsk_[A-Za-z0-9+/]{32,}={0,2}$',
    local: { kind: 'text', prefix: 'configcat_whsk_', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Open the Webhooks screen of the ConfigCat Dashboard and press “+ ADD WEBHOOK”.',
    'Choose the config and environment, enter the endpoint’s URL with the method POST, and a request body.',
    'Store the signing key, shown on the webhook page, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'changed',
      contentType: 'application/json',
      headers: { 'x-configcat-webhook-id': '{id}' },
      id: '{random}',
      body: '{"config":"Main Config","environment":"Production","changes":[{"settingKey":"myAwesomeFeature1","event":"changed","details":"\\r\\nmyAwesomeFeature1: false ➔ true"}]}',
    },
  ],
});
