import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const hcpTerraform = defineProvider({
  name: 'hcp-terraform',
  displayName: 'HCP Terraform / TFE',
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations',
  evidence: 'vendor-docs',
  source: 'hashicorp/terraform-docs-common website/docs/cloud-docs/api-docs/notification-configurations.mdx',
  verification: hmac({
    hash: 'sha512',
    encoding: 'hex',
    signature: header('x-tfe-notification-signature'),
    signedContent: [rawBody],
  }),
  // Run and assessment are named, of which there are several events: the hash of the body stands in.
  eventId: [],
  // Of runs, and of workspaces.
  eventType: [bodyField('notifications.0.trigger'), bodyField('trigger')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the notification’s token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Choose a random token and store it with `inbox secret set`: the configuration can be enabled only once its verification request is answered.',
    'Open Settings → Notifications of the workspace, create a notification with the destination Webhook (generic), the endpoint’s URL and the same token.',
  ],
  samples: [
    {
      eventType: 'run:completed',
      contentType: 'application/json',
      id: 'run-{random}',
      body: '{"payload_version":1,"notification_configuration_id":"nc-1","run_url":"https://app.terraform.io/app/example/web/runs/{id}","run_id":"{id}","run_message":"Add five new queue workers","run_created_at":"{nowIso}","run_created_by":"ada","workspace_id":"ws-XdeUVMWShTesDMME","workspace_name":"web","organization_name":"example","notifications":[{"message":"Run Completed","trigger":"run:completed","run_status":"applied","run_updated_at":"{nowIso}","run_updated_by":"ada"}]}',
    },
  ],
});
