import { bodyField, header } from '../verification/parts.ts';
import { token } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const cloudflareNotifications = defineProvider({
  name: 'cloudflare-notifications',
  displayName: 'Cloudflare Notifications',
  docs: 'https://developers.cloudflare.com/notifications/reference/webhook-payload-schema/',
  evidence: 'vendor-code',
  source: 'cloudflare/cloudflare-typescript src/resources/alerting/destinations/webhooks.ts',
  verification: token(header('cf-webhook-auth')),
  // alert_correlation_id is shared by the start and the end of an alert: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [bodyField('alert_type')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook destination’s secret',
    pattern: '^\\S.{6,}\\S$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Notifications → Destinations in the Cloudflare dashboard and create a webhook with the endpoint’s URL and a random secret.',
    'Store the same secret with `inbox secret set`, and choose the webhook in a notification.',
  ],
  samples: [
    {
      eventType: 'clickhouse_alert_fw_anomaly',
      contentType: 'application/json',
      id: '{digits}{digits}',
      body: '{"name":"cloudflare-alert","text":"Security events spiked","data":{"account_name":"example-account","actions":"allow","alert_start_time":"{nowIso}","events_count":"394","zone_name":"example.com"},"ts":{now},"account_id":"f037e56e89293a057740de681ac9abbe","policy_id":"{uuid}","policy_name":"Security events","alert_type":"clickhouse_alert_fw_anomaly","alert_correlation_id":"{id}","alert_event":"ALERT_STATE_EVENT_START"}',
    },
  ],
});
