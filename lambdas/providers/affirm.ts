import { formField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-affirm-signature', 't');

export const affirm = defineProvider({
  name: 'affirm',
  displayName: 'Affirm',
  docs: 'https://docs.affirm.com/developers/v1.1-developer-reference/docs/about-webhooks',
  evidence: 'third-party',
  source: 'webhook-co/webhook packages/webhooks-spec/src/adapters/config.ts',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: headerParam('x-affirm-signature', 'v0'),
    timestamp,
    // No source names a window.
    toleranceSeconds: null,
    signedContent: [timestamp, '.', rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [formField('event')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Ask Affirm’s support to add the endpoint’s URL as webhook: merchants cannot add one themselves.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'approved',
      contentType: 'application/x-www-form-urlencoded',
      id: '{random}',
      body: 'event=approved&event_timestamp={nowIso}&checkout_token={random}',
    },
  ],
});
