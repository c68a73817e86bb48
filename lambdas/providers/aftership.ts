import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const aftership = defineProvider({
  name: 'aftership',
  displayName: 'AfterShip',
  docs: 'https://www.aftership.com/docs/tracking/webhook/webhook-overview',
  evidence: 'vendor-docs',
  source: 'https://www.aftership.com/docs/tracking/webhook/webhook-signature',
  verification: hmac({
    hash: 'sha256',
    encoding: 'base64',
    signature: header('aftership-hmac-sha256'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('event_id')],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries:
    'up to 13 times over 68 hours, with delays that double from 30 seconds (https://developers.aftership.com/reference/webhook)',
  secret: {
    label: 'the account’s webhook secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Settings → Webhooks and add the endpoint’s URL.',
    'Store the webhook secret shown there with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'tracking_update',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event_id":"{id}","event":"tracking_update","is_tracking_first_tag":true,"msg":{"id":"53aa7b5c415a670000000021","tracking_number":"123456789","tag":"InTransit","updated_at":"{nowIso}"},"ts":{now}}',
    },
  ],
});
