import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('klaviyo-timestamp');

export const klaviyo = defineProvider({
  name: 'klaviyo',
  displayName: 'Klaviyo',
  docs: 'https://developers.klaviyo.com/en/docs/working_with_system_webhooks',
  evidence: 'third-party',
  source:
    'hookdeck/webhook-skills skills/klaviyo-webhooks and webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('klaviyo-signature'),
    timestamp,
    timestampUnit: 'rfc1123',
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [rawBody, timestamp],
  }),
  // A delivery has no id (Klaviyo-Webhook-Id names the webhook); each event in it has one.
  eventId: [],
  eventType: [],
  batch: { items: 'data', eventId: ['external_id'], eventType: ['topic'] },
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret key, as given when it was created',
    pattern: '^\\S{16,}$',
    mistakes: [
      {
        pattern: '^pk_',
        sentence: 'This is a private API key; use the secret key that was given to the webhook when it was created.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with a POST to https://a.klaviyo.com/api/webhooks, with the endpoint’s URL, its topics and a random secret_key of at least 16 characters.',
    'Store the same secret key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'event:klaviyo.opened_email',
      contentType: 'application/json',
      headers: { 'klaviyo-webhook-id': '01KP4928STE8FKCWB6WDHZ4ZB7' },
      id: '{random}',
      body: '{"data":[{"topic":"event:klaviyo.opened_email","external_id":"{id}","payload":{"data":{"type":"event","id":"{id}","attributes":{"timestamp":{now},"event_properties":{"email_address":"foo@bar.com"}}}}}],"meta":{"klaviyo_webhook_id":"01KP4928STE8FKCWB6WDHZ4ZB7","timestamp":"{nowIso}","version":"2024-06-28"}}',
    },
  ],
});
