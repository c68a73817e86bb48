import { bodyField, firstOf, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = firstOf(header('x-metronome-date'), header('date'));

export const metronome = defineProvider({
  name: 'metronome',
  displayName: 'Metronome',
  docs: 'https://docs.metronome.com/',
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
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in Metronome’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invoice.finalized',
      contentType: 'application/json',
      headers: { 'x-metronome-date': '{nowIso}' },
      id: '{uuid}',
      body: '{"id":"{id}","type":"invoice.finalized","timestamp":"{nowIso}","properties":{"customer_id":"c1","invoice_id":"i1"}}',
    },
  ],
});
