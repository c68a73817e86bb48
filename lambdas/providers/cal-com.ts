import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const calCom = defineProvider({
  name: 'cal-com',
  displayName: 'Cal.com',
  docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
  evidence: 'third-party',
  source: 'https://cal.com/docs/developing/guides/automation/webhooks',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-cal-signature-256'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('triggerEvent')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Cal.com’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
