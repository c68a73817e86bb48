import { header, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('x-recharge-webhook-signature', 't');

export const recharge = defineProvider({
  name: 'recharge',
  displayName: 'Recharge',
  docs: 'https://docs.getrecharge.com/docs/webhooks-overview',
  evidence: 'third-party',
  source: 'hookdeck/webhook-skills skills/recharge-webhooks, and a second integrator’s notes that agree',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // The older x-recharge-hmac-sha256, a plain hash, is sent beside it and never counts.
    signature: headerParam('x-recharge-webhook-signature', 'v1'),
    timestamp,
    toleranceSeconds: 172_800,
    signedContent: [timestamp, '.', rawBody],
  }),
  // A delivery has no id, and that in the body is the object’s: the hash of the body stands in.
  eventId: [],
  // Not signed.
  eventType: [header('x-recharge-topic')],
  deadlineSeconds: null,
  retries: '19 more times within 48 hours (https://docs.getrecharge.com/docs/webhooks-resources)',
  secret: {
    label: 'the API client secret',
    pattern: '^\\S{16,}$',
    mistakes: [{ pattern: '^sk_', sentence: 'This is an API token; use the API client secret.' }],
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 32 },
  },
  registration: [
    'Create a webhook with a POST to https://api.rechargeapps.com/webhooks, with the endpoint’s URL and a topic.',
    'Store the API client secret (not the token), shown with the API token’s settings, with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'subscription/updated',
      contentType: 'application/json',
      headers: { 'x-recharge-topic': 'subscription/updated' },
      id: '{digits}',
      body: '{"subscription":{"id":{id},"status":"active","updated_at":"{nowIso}"}}',
    },
  ],
});
