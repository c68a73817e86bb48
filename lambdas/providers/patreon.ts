import { header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const patreon = defineProvider({
  name: 'patreon',
  displayName: 'Patreon',
  docs: 'https://docs.patreon.com/#webhooks',
  evidence: 'vendor-docs',
  source: 'Patreon/platform-documentation source/includes/_webhooks.md and _webhooks_v2.md',
  verification: hmac({
    hash: 'md5',
    encoding: 'hex',
    signature: header('x-patreon-signature'),
    signedContent: [rawBody],
  }),
  // A delivery has no id, and data.id names the member or post: the hash of the body stands in.
  eventId: [],
  eventType: [header('x-patreon-event')],
  deadlineSeconds: null,
  retries:
    '1 hour after the first failure, 3 hours later, 1 day, 3 days, then three times a week apart, then by hand (Patreon/platform-documentation source/includes/_webhooks.md)',
  secret: {
    label: 'the webhook’s secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook on Patreon’s webhooks page, or with a POST to /api/oauth2/v2/webhooks, with the endpoint’s URL and its triggers.',
    'Store the webhook’s secret, shown on that page, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'members:create',
      contentType: 'application/json',
      headers: { 'x-patreon-event': 'members:create' },
      id: '{uuid}',
      body: '{"data":{"attributes":{"currently_entitled_amount_cents":null,"full_name":"Platform","is_follower":true,"last_charge_date":null,"last_charge_status":null,"lifetime_support_cents":0,"note":"","patron_status":null,"pledge_relationship_start":null},"id":"{id}","relationships":{"campaign":{"data":{"id":"12345","type":"campaign"}}},"type":"member"}}',
    },
  ],
});
