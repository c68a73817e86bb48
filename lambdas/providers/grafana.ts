import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const grafana = defineProvider({
  name: 'grafana',
  displayName: 'Grafana Alerting',
  docs: 'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/',
  evidence: 'vendor-code',
  source: 'grafana/alerting http/hmac.go',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    // With the timestamp header left empty in the contact point, as it is by default, the body alone is signed.
    signature: header('x-grafana-alerting-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id: the hash of the body stands in.
  eventId: [],
  eventType: [bodyField('status')],
  caution: 'a reminder of alerts that have not changed since is the same event, and is not processed again',
  // grafana/alerting http/tls.go
  deadlineSeconds: 30,
  retries: null,
  secret: {
    label: 'the HMAC secret of the contact point',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Add a contact point of the integration Webhook with the endpoint’s URL.',
    'Give it a secret under HMAC signature, and leave both header names empty.',
    'Store the HMAC secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'firing',
      contentType: 'application/json',
      id: '{random}',
      body: '{"receiver":"inbox","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"HighCPU"},"annotations":{"summary":"CPU is high"},"startsAt":"{nowIso}","fingerprint":"{random}"}],"groupKey":"{}:{}","orgId":1,"title":"[FIRING:1] HighCPU","version":"1"}',
    },
  ],
});
