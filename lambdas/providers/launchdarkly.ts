import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const launchdarkly = defineProvider({
  name: 'launchdarkly',
  displayName: 'LaunchDarkly',
  docs: 'https://launchdarkly.com/docs/home/infrastructure/webhooks',
  evidence: 'third-party',
  source: 'Rust crate webhook-verify, Provider enum docs',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-ld-signature'),
    signedContent: [rawBody],
  }),
  // The event’s own id in the body.
  eventId: [bodyField('_id')],
  eventType: [bodyField('kind')],
  deadlineSeconds: null,
  retries: null,
  secret: {
    label: 'the webhook’s signing secret',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Create a webhook with the endpoint’s URL in LaunchDarkly’s settings.',
    'Store the webhook’s signing secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'flag',
      contentType: 'application/json',
      id: '{random}',
      body: '{"_id":"{id}","date":{nowMs},"kind":"flag","name":"banner","accesses":[{"action":"updateOn","resource":"proj/default:env/production:flag/banner"}],"description":"","titleVerb":"turned on the flag"}',
    },
  ],
});
