import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = header('lob-signature-timestamp');

export const lob = defineProvider({
  name: 'lob',
  displayName: 'Lob',
  docs: 'https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('lob-signature'),
    timestamp,
    // Lob names neither a unit nor a window; receivers take it for milliseconds, and seconds pass as well.
    timestampUnit: 'ms',
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('event_type.id')],
  deadlineSeconds: null,
  retries: 'until a 2xx comes (https://help.lob.com/print-and-mail/getting-data-and-results/using-webhooks)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Webhooks in Lob’s dashboard and create one with the endpoint’s URL and its events.',
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
