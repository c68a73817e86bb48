import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const fivetran = defineProvider({
  name: 'fivetran',
  displayName: 'Fivetran',
  docs: null,
  evidence: 'third-party',
  source: 'public receivers, two of which were checked against genuine deliveries',
  verification: hmac({
    hash: 'sha256',
    // Upper case on the wire.
    encoding: 'anyCaseHex',
    signature: header('x-fivetran-signature-256'),
    signedContent: [rawBody],
  }),
  // sync_id is shared by the start and the end of a sync: the hash of the body, which has the time, stands in.
  eventId: [],
  eventType: [bodyField('event')],
  deadlineSeconds: null,
  retries:
    'for 24 hours, each wait 5 minutes longer than the one before; then the webhook is disabled (https://support.fivetran.com/hc/en-us/articles/5539687704471)',
  secret: {
    label: 'the webhook’s secret, as given when it was created',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create an account or group webhook through Fivetran’s API with the endpoint’s URL, its events and a random secret.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'sync_end',
      contentType: 'application/json',
      id: '{uuid}',
      body: '{"event":"sync_end","created":"{nowIso}","connector_type":"google_cloud_postgresql","connector_id":"assimilate_seem","connector_name":"ftar_pg","sync_id":"{id}","destination_group_id":"inappropriate_implode","data":{"status":"SUCCESSFUL"}}',
    },
  ],
});
