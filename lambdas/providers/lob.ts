import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('lob-signature-timestamp');

export const lob = defineProvider({
  name: 'lob',
  displayName: 'Lob',
  docs: 'https://docs.lob.com/#tag/Webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('lob-signature'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event_type.id')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Lob’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'postcard.created',
      contentType: 'application/json',
      id: 'evt_{random}',
      body: '{"id":"{id}","body":{"id":"psc_1","to":{"name":"ADA"}},"reference_id":"psc_1","event_type":{"id":"postcard.created","resource":"postcards"},"date_created":"{nowIso}","object":"event"}',
    },
  ],
});
