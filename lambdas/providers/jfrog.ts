import { bodyField, header, joined, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const jfrog = defineProvider({
  name: 'jfrog',
  displayName: 'JFrog Artifactory',
  docs: 'https://registry.terraform.io/providers/jfrog/artifactory/12.10.1/docs/resources/build_webhook#use_secret_for_signing',
  evidence: 'third-party',
  source:
    'akuity/kargo, its Artifactory webhook receiver; JFrog’s own text (jfrog/terraform-provider-artifactory docs/resources/artifact_webhook.md) names the header and that the secret signs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-jfrog-event-auth'),
    signedContent: [rawBody],
  }),
  // A delivery has no id: the hash of the body stands in.
  eventId: [],
  eventType: [joined('.', bodyField('domain'), bodyField('event_type'))],
  caution:
    'A delivery has neither an id nor a time: the same artifact deployed twice looks like a redelivery and runs once.',
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s secret token',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook in JFrog’s administration with the endpoint’s URL, its events and a random secret token.',
    'Choose that the secret is used for payload signing: otherwise it is sent as it is, and refused here.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'artifact.deployed',
      contentType: 'application/json',
      id: '{random}',
      body: '{"domain":"artifact","event_type":"deployed","data":{"name":"demo-0.0.1.jar","path":"com/example/demo/0.0.1/demo-0.0.1.jar","repo_key":"libs-release-local","sha256":"{random}","size":29390},"subscription_key":"deployed-notify","jpd_origin":"https://example.jfrog.io","source":"jfrog/ada"}',
    },
  ],
});
