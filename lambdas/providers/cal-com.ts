import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const calCom = defineProvider({
  name: 'cal-com',
  displayName: 'Cal.com',
  docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
  evidence: 'vendor-code',
  source: 'calcom/cal.com packages/features/webhooks/lib/sendPayload.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-cal-signature-256'),
    signedContent: [rawBody],
  }),
  // The sender’s code makes no id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('triggerEvent')],
  caution: 'a webhook with a payload template of your own sends triggerEvent only if the template holds it',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the secret typed into the webhook’s form',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Developer → Webhooks and add one with the endpoint’s URL.',
    'Type a random secret there: without one deliveries are not signed.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'BOOKING_CREATED',
      contentType: 'application/json',
      id: '{random}',
      body: '{"triggerEvent":"BOOKING_CREATED","createdAt":"{nowIso}","payload":{"uid":"{random}","title":"30min between Ada and Bob","startTime":"{nowIso}","organizer":{"name":"Ada","email":"ada@example.com"}}}',
    },
  ],
});
