import { bodyField, headerParam, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

const timestamp = headerParam('calendly-webhook-signature', 't');

export const calendly = defineProvider({
  name: 'calendly',
  displayName: 'Calendly',
  docs: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
  evidence: 'third-party',
  source: 'the sample applications of its API',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: headerParam('calendly-webhook-signature', 'v1'),
    timestamp,
    toleranceSeconds: 180,
    signedContent: [timestamp, '.', rawBody],
  }),
  // Calendly sends no id: the hash of the body, which carries the time of the event, stands in for one.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: 15,
  retries:
    'with exponential backoff for 24 hours, then the webhook is disabled (https://developer.calendly.com/api-docs/overview/webhooks/webhook-errors)',
  secret: {
    label: 'the signing key given when the subscription was created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 32 },
  },
  registration: [
    'Create a webhook subscription through the Calendly API with the endpoint’s URL and a signing key of your own.',
    'Store the same key with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'invitee.created',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"invitee.created","created_at":"{nowIso}","created_by":"https://api.calendly.com/users/AAAA","payload":{"uri":"https://api.calendly.com/scheduled_events/GBGB/invitees/{id}","name":"John Doe","status":"active"}}',
    },
    {
      eventType: 'invitee.canceled',
      contentType: 'application/json',
      id: '{random}',
      body: '{"event":"invitee.canceled","created_at":"{nowIso}","created_by":"https://api.calendly.com/users/AAAA","payload":{"uri":"https://api.calendly.com/scheduled_events/GBGB/invitees/{id}","name":"John Doe","status":"canceled"}}',
    },
  ],
});
