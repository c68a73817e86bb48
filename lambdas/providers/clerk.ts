import { bodyField, header } from '../verification/parts.ts';
import { standardWebhooks } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const clerk = defineProvider({
  name: 'clerk',
  displayName: 'Clerk',
  docs: 'https://clerk.com/docs/guides/development/webhooks/syncing',
  evidence: 'vendor-code',
  source: 'npm @clerk/backend 3.25.0, dist/webhooks.mjs',
  verification: standardWebhooks({ headerPrefix: 'svix' }),
  // svix-id is signed and the same over all attempts at an event.
  eventId: [header('svix-id')],
  eventType: [bodyField('type')],
  deadlineSeconds: 15,
  retries:
    'on the schedule of Svix, which sends for Clerk (https://clerk.com/docs/guides/development/webhooks/overview)',
  secret: {
    label: 'the endpoint’s signing secret (whsec_…)',
    pattern: '^whsec_[A-Za-z0-9+/]{20,}={0,2}$',
    local: { kind: 'text', prefix: 'whsec_', encoding: 'base64', bytes: 24 },
  },
  registration: [
    'Open Webhooks in the Clerk dashboard and add an endpoint with the URL.',
    'Subscribe to events, reveal the signing secret (whsec_…) and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'user.created',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"data":{"id":"user_29w83sxmDNGwOuEthce5gg56FcC","object":"user","first_name":"Example","last_name":"Example"},"object":"event","timestamp":{now},"type":"user.created"}',
    },
    {
      eventType: 'user.deleted',
      contentType: 'application/json',
      headers: { 'svix-id': '{id}' },
      id: 'msg_{random}',
      body: '{"data":{"deleted":true,"id":"user_29wBMCtzATuFJut8jO2VNTVekS4","object":"user"},"object":"event","timestamp":{now},"type":"user.deleted"}',
    },
  ],
});
