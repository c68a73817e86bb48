import { bodyField, header, rawBody } from '../verification/parts.ts';
import { hmac } from '../verification/schemes.ts';
import { defineProvider } from './define-provider.ts';

export const launchdarkly = defineProvider({
  name: 'launchdarkly',
  displayName: 'LaunchDarkly',
  docs: 'https://launchdarkly.com/docs/home/infrastructure/webhooks',
  evidence: 'vendor-docs',
  source: 'launchdarkly/LaunchDarkly-Docs apidocs/webhooks.md',
  verification: hmac({
    hash: 'sha256',
    encoding: 'hex',
    signature: header('x-ld-signature'),
    signedContent: [rawBody],
  }),
  // A delivery is an entry of the audit log; this is the entry’s id.
  eventId: [bodyField('_id')],
  eventType: [bodyField('kind')],
  deadlineSeconds: null,
  retries: 'once, after anything but a 2xx (https://launchdarkly.com/docs/api/webhooks)',
  secret: {
    label: 'the secret of the signed webhook',
    pattern: '^\\S{8,}$',
    local: { kind: 'text', prefix: '', encoding: 'hex', bytes: 24 },
  },
  registration: [
    'Open Organization settings → Integrations → Webhooks in LaunchDarkly, choose “Add integration” and enter the endpoint’s URL.',
    'Tick “Sign this webhook”, with the secret that is shown or one of your own.',
    'Store the same secret with `inbox secret set`.',
  ],
  samples: [
    {
      eventType: 'flag',
      contentType: 'application/json',
      id: '{random}',
      body: '{"_links":{"self":{"href":"/api/v2/auditlog/{id}","type":"application/json"}},"_id":"{id}","date":{nowMs},"accesses":[{"action":"updateOn","resource":"proj/default:env/production:flag/banner"}],"kind":"flag","name":"banner","description":"","member":{"_id":"569f183514f4432160000007","email":"ada@example.com","firstName":"Ada","lastName":"Lovelace"},"titleVerb":"turned on the flag","target":{"name":"banner","resources":["proj/default:env/production:flag/banner"]}}',
    },
  ],
});
