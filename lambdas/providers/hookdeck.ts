import { eachHeader, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const hookdeck = defineProvider({
  name: 'hookdeck',
  displayName: 'Hookdeck Event Gateway',
  docs: 'https://github.com/hookdeck/webhook-skills/blob/main/skills/hookdeck-event-gateway-webhooks/SKILL.md',
  evidence: 'vendor-code',
  source: 'hookdeck/hookdeck-typescript-sdk src/webhooks/helpers.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    // The second is there while the secret is rolled.
    signature: eachHeader('x-hookdeck-signature', 'x-hookdeck-signature-2'),
    signedContent: [rawBody],
  }),
  // The event’s id in a header that is not signed: Hookdeck asks to use it for idempotency.
  eventId: [header('x-hookdeck-eventid')],
  unsignedId: true,
  // The body is the source’s own: a processor looks at it.
  eventType: [],
  deadlineSeconds: null,
  retries:
    'as the connection’s retry rules say, up to 50 times (https://github.com/hookdeck/webhook-skills/blob/main/skills/hookdeck-event-gateway/SKILL.md)',
  secret: {
    label: 'the destination’s webhook secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Destinations in the Hookdeck Dashboard and create one with the endpoint’s URL, and connect a source to it.',
    'Store the destination’s webhook secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.paid',
      contentType: 'application/json',
      headers: {
        'x-hookdeck-eventid': '{id}',
        'x-hookdeck-requestid': 'req_{random}',
        'x-hookdeck-attempt-count': '1',
        'x-hookdeck-attempt-trigger': 'INITIAL',
      },
      id: 'evt_{random}',
      body: '{"type":"invoice.paid","data":{"object":{"id":"in_1MtHbELkdIwHu7ixl4OzzPMv"}}}',
    },
  ],
});
