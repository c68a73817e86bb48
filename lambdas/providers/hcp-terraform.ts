import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const hcpTerraform = defineProvider({
  name: 'hcp-terraform',
  displayName: 'HCP Terraform / TFE',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations',
  evidence: 'third-party',
  source:
    "public receivers search for the exact string 'x-tfe-notification-signature' (several independent public code bases agree)",
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: header('x-tfe-notification-signature'),
    signedContent: [rawBody],
  }),
  // No source names an id of the event: the hash of the body stands in, for what is named here can happen more than once.
  eventId: [],
  eventType: [bodyField('notifications.0.trigger')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the notification’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in HCP Terraform / TFE’s settings.',
    'Store the notification’s token with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'run:completed',
      contentType: 'application/json',
      id: 'run-{random}',
      body: '{"payload_version":1,"notification_configuration_id":"nc-1","run_url":"https://app.terraform.io/app/example/web/runs/{id}","run_id":"{id}","run_status":"applied","workspace_name":"web","organization_name":"example","notifications":[{"message":"Run Completed","trigger":"run:completed","run_status":"applied","run_updated_at":"{nowIso}"}]}',
    },
  ],
});
