import { bodyField, headerList, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const pagerduty = defineProvider({
  name: 'pagerduty',
  displayName: 'PagerDuty',
  docs: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
  evidence: 'vendor-code',
  source: 'PagerDuty/go-pagerduty, webhookv3/webhookv3.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'anyCaseHex',
    // Several while a secret is rolled.
    signature: headerList('x-pagerduty-signature', { separator: ',', prefix: 'v1=' }),
    signedContent: [rawBody],
  }),
  // The event's id in the signed body.
  eventId: [bodyField('event.id')],
  eventType: [bodyField('event.event_type')],
  deadlineSeconds: 5,
  retries: 'for up to 48 hours after a 5xx, a 429 or no answer (PagerDuty/developer-docs docs/webhooks/02-Behavior.md)',
  secret: {
    label: 'the webhook subscription’s secret',
    pattern: '^\\S{8,}$',
    mistakes: [
      {
        pattern: '^u\\+',
        sentence: 'This is an API key; the secret is shown once, when the webhook subscription is created.',
      },
    ],
    local: { kind: 'text', prefix: '', encoding: 'base64', bytes: 48 },
  },
  registration: [
    'Open Integrations → Generic Webhooks (v3) in PagerDuty and add a subscription with the endpoint’s URL.',
    'Copy the secret, which is shown once, and store it with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'incident.triggered',
      contentType: 'application/json',
      headers: { 'user-agent': 'PagerDuty-Webhook/V3.0' },
      id: '01{random}',
      body: '{"event":{"id":"{id}","event_type":"incident.triggered","resource_type":"incident","occurred_at":"{nowIso}","agent":{"id":"PLH1HKV","type":"user_reference"},"data":{"id":"PGR0VU2","type":"incident","title":"Disk full","status":"triggered","urgency":"high","number":2}}}',
    },
    {
      eventType: 'incident.resolved',
      contentType: 'application/json',
      headers: { 'user-agent': 'PagerDuty-Webhook/V3.0' },
      id: '01{random}',
      body: '{"event":{"id":"{id}","event_type":"incident.resolved","resource_type":"incident","occurred_at":"{nowIso}","agent":{"id":"PLH1HKV","type":"user_reference"},"data":{"id":"PGR0VU2","type":"incident","title":"Disk full","status":"resolved","urgency":"high","number":2}}}',
    },
  ],
});
