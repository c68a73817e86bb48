import { bodyKey, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const mautic = defineProvider({
  name: 'mautic',
  displayName: 'Mautic',
  docs: 'https://devdocs.mautic.org/en/latest/webhooks/getting_started.html',
  evidence: 'vendor-code',
  source: 'mautic/mautic app/bundles/WebhookBundle/Http/Client.php',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('webhook-signature'),
    signedContent: [rawBody],
  }),
  // Nothing has an id: the hash of the body stands in.
  eventId: [],
  // The type is a key; a delivery that holds several types has none.
  eventType: [bodyKey('^mautic\\.')],
  caution: 'webhooks that are sent by a cron job join many events, of several types as well, in one delivery',
  // As configured, 15 if not told otherwise.
  deadlineSeconds: 15,
  retries: null,
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks in Mautic and create one with the endpoint’s URL, its events and a secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'mautic.lead_post_save_new',
      contentType: 'application/json',
      id: '{random}',
      body: '{"mautic.lead_post_save_new":[{"contact":{"id":{digits},"fields":{"core":{"email":{"value":"ada@example.com"}}}},"timestamp":"{nowIso}"}]}',
    },
  ],
});
