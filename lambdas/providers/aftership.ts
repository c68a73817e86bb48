import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const aftership = defineProvider({
  name: 'aftership',
  displayName: 'AfterShip',
  docs: 'https://www.aftership.com/docs/tracking/webhook/webhook-overview',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
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
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in AfterShip’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
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
