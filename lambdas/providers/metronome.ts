import { bodyField, firstOf, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = firstOf(header('x-metronome-date'), header('date'));

export const metronome = defineProvider({
  name: 'metronome',
  displayName: 'Metronome',
  docs: 'https://docs.metronome.com/guides/platform-configuration/setup-webhooks',
  evidence: 'vendor-code',
  source: 'npm @metronome/sdk 3.10.0, resources/webhooks.mjs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('metronome-webhook-signature'),
    timestamp,
    timestampUnit: 'rfc1123',
    toleranceSeconds: 300,
    signedContent: [timestamp, '\n', rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('id')],
  eventType: [bodyField('type')],
  deadlineSeconds: null,
  retries:
    'for two days, with waits that grow to 15 minutes (https://docs.metronome.com/developer-resources/using-the-api/webhooks/)',
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Developer → Notifications → Webhooks in Metronome and add the endpoint’s URL.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.finalized',
      contentType: 'application/json',
      headers: { 'x-metronome-date': '{nowIso}' },
      id: '{uuid}',
      body: '{"id":"{id}","properties":{"invoice_id":"7b1f5a2e-0b7e-4f1c-9a55-3c1d2e4f5a6b","customer_id":"4db51251-61de-4bfe-b9ce-495e244f3491","invoice_finalized_date":"{nowIso}"},"type":"invoice.finalized"}',
    },
  ],
});
